//! Any sequence of events into a call, as numbers, of any attempts: it ends once, is not sent too often, and nothing that
//! comes late or twice has an effect. What is driven is the function that JavaScript calls.

#![no_main]

use arbitrary::{Arbitrary, Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use stripe_apps_secrets::contract::errors::Reason;
use stripe_apps_secrets::contract::events::{Action, Event, Match};
use stripe_apps_secrets::contract::layout::{self, Answer, Asked, Secret};
use stripe_apps_secrets::contract::operations::Operation;
use stripe_apps_secrets::contract::words::Word;
use stripe_apps_secrets::policy::answer::Look;
use stripe_apps_secrets::policy::exchange::{Exchange, step};

/// What happens to a call. `of` is the attempt, counted back from the one that runs; a large one is of none.
#[derive(Clone, Debug)]
struct Happening {
    of: u32,
    event: u32,
    status: u32,
    word: u32,
    random: f64,
    is_own: bool,
}

impl<'a> Arbitrary<'a> for Happening {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let words = [Word::Absent, Word::Unknown, Word::True, Word::False, Word::ConnectionReset, Word::TimedOut];
        Ok(Happening {
            of: if u.ratio(1, 4)? { u.arbitrary()? } else { 0 },
            event: match u.int_in_range(0..=15)? {
                0 => u.arbitrary()?,
                1..=5 => Event::Due as u32,
                _ => u.int_in_range(1..=7)?,
            },
            status: if u.ratio(1, 4)? {
                u.arbitrary()?
            } else {
                *u.choose(&[0, 200, 400, 403, 404, 409, 429, 500, 503])?
            },
            word: if u.ratio(1, 8)? { u.arbitrary()? } else { u.choose(&words)?.number() },
            random: if u.ratio(1, 4)? { u.arbitrary()? } else { f64::from(u.int_in_range(0..=1000)?) / 1000.0 },
            is_own: u.arbitrary()?,
        })
    }
}

/// The answer to a find in the user's scope, or one that is another user's.
struct Found {
    is_own: bool,
}

impl Look for Found {
    fn answer(&self) -> Answer {
        Answer { is_record: 1, object: Word::AppsSecret.number(), ..Answer::default() }
    }
    fn count(&self) -> u32 {
        panic!("a find has one secret")
    }
    fn secret(&self, _: u32) -> Secret {
        let user = if self.is_own { Match::Same } else { Match::Other };
        let (object, scope_type) = (Word::AppsSecret.number(), Word::User.number());
        Secret { object, scope_type, user: user as u32, name: Match::Same as u32, ..Secret::default() }
    }
    fn stray(&self, _: u32) -> Option<Secret> {
        None
    }
}

/// What a caller could say of a call, by what it has been told to do.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Phase {
    Pausing,
    Sent,
    Reading,
    Ended,
}

/// What can happen in a phase. Whatever else comes is of the past.
fn counts(phase: Phase, event: Event) -> bool {
    let possible: &[Event] = match phase {
        Phase::Pausing => &[Event::Due, Event::Abort],
        Phase::Sent => &[Event::Response, Event::Lost, Event::Timer, Event::Abort],
        Phase::Reading => &[Event::Body, Event::BodyLost, Event::Timer, Event::Abort],
        Phase::Ended => &[],
    };
    possible.contains(&event)
}

/// What has been seen of a call.
struct Seen {
    exchange: u32,
    asked: u32,
    max_retries: u32,
    phase: Phase,
    sent: u32,
    pauses: u32,
}

impl Seen {
    fn take(&mut self, happening: &Happening) -> Action {
        let Happening { of, event, status, word, random, is_own } = *happening;
        let attempt = self.pauses.wrapping_sub(of);
        let before = self.exchange;
        let (after, action) = step(before, self.asked, attempt, event, status, word, random, &Found { is_own });
        self.exchange = after;
        let layout::Action { act, value } = layout::Action::unpack(action);
        let act = Action::from_number(act).expect("an action that there is");
        let is_known = self.asked == FIND_OF_USER;
        match Event::from_number(event).filter(|_| is_known) {
            Some(event) if of == 0 && counts(self.phase, event) => self.judge(event, happening, act, value),
            // Nothing that JavaScript sends: a defect ends the call.
            None if self.phase != Phase::Ended => assert_eq!((act, reason(value)), (Action::Fail, Reason::Internal)),
            _ => assert_eq!((act, after), (Action::Ignore, before), "{happening:?} when {:?}", self.phase),
        }
        self.phase = match act {
            Action::Ignore => self.phase,
            Action::Send => Phase::Sent,
            Action::Read => Phase::Reading,
            Action::Wait => Phase::Pausing,
            Action::Finish | Action::Fail => Phase::Ended,
        };
        self.sent += u32::from(act == Action::Send);
        self.pauses += u32::from(act == Action::Wait);
        // With retries off, a closed connection is tried once more.
        assert!(self.sent <= 1 + self.max_retries.max(1) && self.pauses <= self.sent);
        act
    }

    /// What follows from an event that counts.
    fn judge(&self, event: Event, happening: &Happening, act: Action, value: u32) {
        let fails_with = |expected: Reason| act == Action::Fail && reason(value) == expected;
        let (status, is_timeout) = (happening.status as u16, happening.word == Word::TimedOut.number());
        if act == Action::Wait {
            assert!(self.phase == Phase::Sent && self.is_retried(event, happening), "retried after {happening:?}");
            assert!((500..=5000).contains(&value), "a pause of {value} ms");
            return;
        }
        assert!(self.phase != Phase::Sent || !self.is_retried(event, happening), "not retried after {happening:?}");
        assert!(match event {
            Event::Due => act == Action::Send,
            Event::Response => act == Action::Read,
            Event::Lost if is_timeout => fails_with(Reason::TimedOut),
            Event::Lost if self.pauses == 0 => fails_with(Reason::NoConnection),
            Event::Lost => fails_with(Reason::NoConnectionRetried),
            Event::Timer => fails_with(Reason::TimedOut),
            Event::BodyLost if is_timeout => fails_with(Reason::TimedOut),
            Event::Body | Event::BodyLost if status == 403 => fails_with(Reason::NoPermission),
            Event::Body if status >= 400 => fails_with(Reason::NoWords),
            Event::Body if status > 0 && happening.is_own => act == Action::Finish,
            Event::Body if status > 0 => fails_with(Reason::ScopeMismatch),
            Event::Body | Event::BodyLost => fails_with(Reason::InvalidJson),
            Event::Abort => fails_with(Reason::Aborted),
        });
    }

    /// stripe 23.1.0: no answer, 409 and 500 and above are tried again, unless the answer itself says otherwise.
    fn is_retried(&self, event: Event, happening: &Happening) -> bool {
        let is_left = self.pauses < self.max_retries;
        let says = |words: &[Word]| words.iter().any(|word| word.number() == happening.word);
        match (event, happening.status as u16) {
            (Event::Lost, _) => is_left || (self.pauses == 0 && says(&[Word::ConnectionReset, Word::BrokenPipe])),
            (Event::Timer, _) => is_left,
            (Event::Response, _) if says(&[Word::True]) => is_left,
            (Event::Response, 409 | 500..) => is_left && !says(&[Word::False]),
            _ => false,
        }
    }

    /// Ends the call as a host does that stays silent: the attempt's timer fires, the pause passes.
    fn fall_silent(&mut self) {
        let now =
            |event: Event| Happening { of: 0, event: event as u32, status: 0, word: 0, random: 1.0, is_own: true };
        for _ in 0..=2 * (self.max_retries + 2) {
            let next = if self.phase == Phase::Pausing { Event::Due } else { Event::Timer };
            self.take(&now(next));
        }
        assert_eq!(self.phase, Phase::Ended, "the call goes on for ever");
        for event in Event::ALL {
            assert_eq!(self.take(&now(*event)), Action::Ignore, "{event:?} after the end");
        }
    }
}

fn reason(fault: u32) -> Reason {
    Reason::ALL[layout::Fault::unpack(fault).reason as usize - 1]
}

/// What every call here asks for.
const FIND_OF_USER: u32 = Asked { operation: Operation::Find as u32, is_user: 1 }.pack();

fuzz_target!(|input: (u8, Option<u8>, u32, Vec<Happening>)| {
    let (max_retries, odd, anything, happenings) = input;
    let max_retries = u32::from(max_retries % 101);
    let exchange = Exchange::new(max_retries).number();
    let asked = if odd == Some(0) { 0 } else { FIND_OF_USER };
    let mut seen = Seen { exchange, asked, max_retries, phase: Phase::Pausing, sent: 0, pauses: 0 };
    for happening in &happenings {
        seen.take(happening);
        // A number of no exchange is not one that JavaScript kept; it does no harm either.
        let Happening { of, event, status, word, random, is_own } = *happening;
        let _ = step(anything, of, of % 128, event, status, word, random, &Found { is_own });
    }
    seen.fall_silent();
});
