//! Any sequence of events into a call: it ends once, is not sent too often, and takes no longer than is documented.

#![no_main]

use arbitrary::{Arbitrary, Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use stripe_apps_secrets::policy::exchange::{Action, Event, Exchange};
use stripe_apps_secrets::policy::retry::longest_call;

/// What happens to a call, and when: after so much of what is left of the attempt's time, in thousandths.
#[derive(Debug)]
struct Happening {
    event: Event,
    random: f64,
    thousandths: u16,
}

impl<'a> Arbitrary<'a> for Happening {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let status = |u: &mut Unstructured<'a>| match u.int_in_range(0..=3)? {
            0 => u.arbitrary(),
            _ => Ok(*u.choose(&[0, 200, 400, 404, 409, 429, 499, 500, 503])?),
        };
        let event = match u.int_in_range(0..=8)? {
            0..=2 => Event::Due,
            3..=4 => Event::Response { status: status(u)?, should_retry: u.arbitrary()? },
            5 => Event::Failure { closed: u.arbitrary()? },
            6 => Event::Body,
            7 => Event::BodyLost,
            _ => Event::Abort,
        };
        let random = match u.int_in_range(0..=3)? {
            0 => u.arbitrary()?,
            _ => f64::from(u.int_in_range(0..=1000)?) / 1000.0,
        };
        Ok(Happening { event, random, thousandths: u.int_in_range(0..=1000)? })
    }
}

/// What has been seen of a call.
struct Seen {
    exchange: Exchange,
    max_retries: u32,
    /// Whether the caller's randomness has been in 0 to 1, as it has to be.
    is_sane: bool,
    sent: u32,
    closed_first: bool,
    timeout: f64,
    /// What is left of the attempt's time, and the time so far, in milliseconds.
    left: f64,
    elapsed: f64,
    has_ended: bool,
}

impl Seen {
    fn hear(&mut self, Happening { event, random, thousandths }: Happening) -> Action {
        let before = format!("{:?}", self.exchange);
        let action = self.exchange.on(event, random);
        // Between two events it is kept as a number.
        let kept = Exchange::from_number(self.exchange.number());
        assert_eq!(format!("{kept:?}"), format!("{:?}", self.exchange), "kept as another call");
        self.exchange = kept;
        if self.has_ended {
            assert_eq!(action, Action::Ignore, "{event:?} after the end");
        } else if event == Event::Abort {
            assert_eq!(action, Action::Fail, "an abort was not heard");
        }
        if action == Action::Ignore {
            assert_eq!(before, format!("{:?}", self.exchange), "{event:?} was ignored, and changed the call");
            return action;
        }
        if !matches!(event, Event::Due) && self.sent > 0 {
            let took = self.left * f64::from(thousandths) / 1000.0;
            self.left -= took;
            self.elapsed += took;
        }
        self.is_sane &= (0.0..=1.0).contains(&random);
        self.judge(event, action);
        action
    }

    fn judge(&mut self, event: Event, action: Action) {
        match action {
            Action::Send => {
                assert_eq!(event, Event::Due, "sent by {event:?}");
                self.sent += 1;
                self.left = self.timeout;
                let once_more = u32::from(self.max_retries == 0 && self.closed_first);
                assert!(self.sent <= 1 + self.max_retries + once_more, "sent {} times", self.sent);
            }
            Action::Wait(pause) => {
                self.judge_retry(event);
                if self.is_sane {
                    assert!((500.0..=5000.0).contains(&pause), "a pause of {pause} ms");
                    self.elapsed += pause;
                }
            }
            Action::Read => assert!(matches!(event, Event::Response { .. })),
            Action::Finish => {
                assert_eq!(event, Event::Body, "an answer without its body");
                self.has_ended = true;
            }
            Action::Fail => self.has_ended = true,
            Action::Ignore => {}
        }
        if self.is_sane {
            let longest = longest_call(self.timeout as u32, self.max_retries);
            assert!(self.elapsed <= longest + 1e-3, "{} ms of {longest}", self.elapsed);
        }
    }

    /// stripe 23.1.0: no answer, 409 and 500 and above are retried, unless the answer itself says otherwise.
    fn judge_retry(&mut self, event: Event) {
        match event {
            Event::Failure { closed } => self.closed_first |= closed && self.sent == 1,
            Event::Response { should_retry: Some(advice), .. } => assert!(advice, "retried against advice"),
            Event::Response { status, .. } => assert!(status == 409 || status >= 500, "retried after {status}"),
            event => panic!("retried after {event:?}"),
        }
    }

    /// Ends the call as a host does that stays silent: the attempt's timer fires, the pause passes.
    fn fall_silent(&mut self) {
        let silence = |event| Happening { event, random: 1.0, thousandths: 1000 };
        for _ in 0..=2 * (self.max_retries + 2) {
            if self.has_ended {
                return;
            }
            if self.hear(silence(Event::Failure { closed: false })) == Action::Ignore {
                assert_eq!(self.hear(silence(Event::Due)), Action::Send, "the call is stuck");
            }
        }
        assert!(self.has_ended, "the call goes on for ever");
    }
}

fuzz_target!(|input: (u8, u32, Vec<Happening>)| {
    let (max_retries, timeout, happenings) = input;
    let max_retries = u32::from(max_retries % 101);
    let timeout = f64::from(timeout % (i32::MAX as u32) + 1);
    let mut seen = Seen {
        exchange: Exchange::new(max_retries),
        max_retries,
        is_sane: true,
        sent: 0,
        closed_first: false,
        timeout,
        left: 0.0,
        elapsed: 0.0,
        has_ended: false,
    };
    for happening in happenings.into_iter().take(100) {
        seen.hear(happening);
    }
    seen.fall_silent();
    for event in [Event::Due, Event::Body, Event::Abort, Event::Response { status: 503, should_retry: Some(true) }] {
        seen.hear(Happening { event, random: 0.5, thousandths: 0 });
    }
    assert!(seen.exchange.retries() + 1 >= seen.sent && seen.exchange.retries() <= max_retries.max(1));
});
