//! A call across its attempts: it ends, once, and not later than it was told.

use super::answer::expected;
use super::look::{Looked, secret};
use crate::contract::errors::{Class, Reason};
use crate::contract::events;
use crate::contract::kinds::Kind;
use crate::contract::layout;
use crate::contract::limits::{MAX_NETWORK_RETRIES, TIMEOUT};
use crate::contract::operations::Operation;
use crate::contract::words::Word;
use crate::policy::exchange::{Action, Event, Exchange, step};
use crate::policy::fault::Fault;
use proptest::prelude::*;

const OK: Event = Event::Response { status: 200, should_retry: None };
const DOWN: Event = Event::Response { status: 503, should_retry: None };
const LOST: Event = Event::Lost { code: Word::Absent };
const CLOSED: Event = Event::Lost { code: Word::ConnectionReset };
const TIMER: Event = Event::Timer { status: 0 };
const BODY: Event = Event::Body { status: 200 };
const BODY_LOST: Event = Event::BodyLost { status: 200, code: Word::Absent };
/// Everything that can happen.
const EVENTS: [Event; 9] = [Event::Due, OK, DOWN, LOST, CLOSED, TIMER, BODY, BODY_LOST, Event::Abort];

const WAIT: Action = Action::Wait(500);

fn fail(reason: Reason) -> Action {
    Action::Fail(Fault::failed(reason))
}

/// A call whose answer is what was asked for.
#[derive(Clone)]
struct Call {
    exchange: Exchange,
    attempt: u32,
}

impl Call {
    fn new(max_retries: u32) -> Self {
        Call { exchange: Exchange::new(max_retries), attempt: 0 }
    }

    /// Takes an event of an attempt. JavaScript passes the same as numbers, and hears the same.
    fn on_of(&mut self, attempt: u32, event: Event, random: f64) -> Action {
        let (expected, look) = (expected(Operation::Find, "user"), Looked::secret(secret("user")));
        let (happened, status, word) = numbers(event);
        let stepped =
            step(self.exchange.number(), expected.number(), attempt, happened as u32, status, word, random, &look);
        let action = self.exchange.on(attempt, event, random, &expected, &look);
        assert_eq!(stepped, (self.exchange.number(), action.number()), "{event:?}");
        self.attempt += u32::from(matches!(action, Action::Wait(_)));
        action
    }

    /// Takes an event of the attempt that runs.
    fn on(&mut self, event: Event) -> Action {
        self.on_of(self.attempt, event, 0.0)
    }
}

/// An event as it crosses: what happened, the answer's status, and a word.
fn numbers(event: Event) -> (events::Event, u32, u32) {
    let advice = |should_retry| match should_retry {
        Some(true) => Word::True,
        Some(false) => Word::False,
        None => Word::Absent,
    };
    match event {
        Event::Due => (events::Event::Due, 0, 0),
        Event::Response { status, should_retry } => {
            (events::Event::Response, status.into(), advice(should_retry).number())
        }
        Event::Lost { code } => (events::Event::Lost, 0, code.number()),
        Event::Timer { status } => (events::Event::Timer, status.into(), 0),
        Event::Body { status } => (events::Event::Body, status.into(), 0),
        Event::BodyLost { status, code } => (events::Event::BodyLost, status.into(), code.number()),
        Event::Abort => (events::Event::Abort, 0, 0),
    }
}

/// What a call does when these events come, each of the attempt that runs.
fn actions(max_retries: u32, events: &[Event]) -> Vec<Action> {
    let mut call = Call::new(max_retries);
    events.iter().map(|event| call.on(*event)).collect()
}

#[test]
fn an_answer_is_read_and_handed_on() {
    assert_eq!(actions(2, &[Event::Due, OK, BODY]), [Action::Send, Action::Read, Action::Finish]);
}

#[test]
fn an_answer_that_was_not_asked_for_is_withheld() {
    let mut exchange = Exchange::new(0);
    let foreign = Looked::secret(secret("account"));
    let mut on = |event| exchange.on(0, event, 0.0, &expected(Operation::Create, "user"), &foreign);
    assert_eq!([on(Event::Due), on(OK), on(BODY)], [Action::Send, Action::Read, fail(Reason::ScopeMismatch)]);
}

#[test]
fn an_error_that_the_api_wrote_ends_the_call() {
    let mut exchange = Exchange::new(0);
    let error = Looked::secret(secret("user")).with_error(Kind::Record, true);
    let mut on = |event| exchange.on(0, event, 0.0, &expected(Operation::Find, "user"), &error);
    let missing = Event::Response { status: 404, should_retry: None };
    assert_eq!([on(Event::Due), on(missing)], [Action::Send, Action::Read]);
    assert_eq!(on(Event::Body { status: 404 }), Action::Fail(Fault::of_api(Class::InvalidRequest)));
}

#[test]
fn a_call_is_sent_again_after_a_pause_until_its_retries_are_used_up() {
    for max in [1, 2, 100] {
        let mut call = Call::new(max);
        for retry in 0..max {
            assert_eq!(call.on(Event::Due), Action::Send);
            assert!(matches!(call.on(DOWN), Action::Wait(_)), "{retry} of {max}");
        }
        assert_eq!(call.on(Event::Due), Action::Send);
        assert_eq!(call.on(DOWN), Action::Read, "the last answer is what the caller hears");
        assert_eq!(call.attempt, max);
    }
}

#[test]
fn a_pause_grows_and_is_spread_by_chance() {
    let mut call = Call::new(100);
    let mut pause = |random| {
        call.on(Event::Due);
        call.on_of(call.attempt, LOST, random)
    };
    let pauses = [pause(1.0), pause(1.0), pause(1.0), pause(0.5), pause(0.0), pause(1.0), pause(1.0)];
    assert_eq!(pauses, [500, 500, 1000, 1500, 2000, 5000, 5000].map(Action::Wait));
}

#[test]
fn advice_of_the_server_goes_before_its_status() {
    let advised = |status, advice| Event::Response { status, should_retry: Some(advice) };
    assert_eq!(actions(2, &[Event::Due, advised(200, true)])[1], WAIT);
    assert_eq!(actions(2, &[Event::Due, advised(503, false)])[1], Action::Read);
}

#[test]
fn no_answer_fails_once_the_retries_are_used_up_and_says_how_many() {
    let retried = fail(Reason::NoConnectionRetried);
    assert_eq!(actions(1, &[Event::Due, LOST, Event::Due, LOST]), [Action::Send, WAIT, Action::Send, retried]);
    assert_eq!(actions(0, &[Event::Due, LOST]), [Action::Send, fail(Reason::NoConnection)]);
}

#[test]
fn a_host_that_takes_too_long_is_asked_again_and_then_said_to_be_late() {
    let late = fail(Reason::TimedOut);
    assert_eq!(actions(1, &[Event::Due, TIMER, Event::Due, TIMER]), [Action::Send, WAIT, Action::Send, late]);
    assert_eq!(actions(5, &[Event::Due, OK, TIMER])[2], late, "a body is not asked for again");
    let own = Event::Lost { code: Word::TimedOut };
    assert_eq!(actions(0, &[Event::Due, own])[1], late, "by the host's own clock");
    assert_eq!(actions(0, &[Event::Due, OK, Event::BodyLost { status: 200, code: Word::TimedOut }])[2], late);
}

#[test]
fn a_closed_connection_is_tried_once_more_with_retries_off() {
    for closed in [Word::ConnectionReset, Word::BrokenPipe].map(|code| Event::Lost { code }) {
        let events = [Event::Due, closed, Event::Due, closed];
        assert_eq!(actions(0, &events), [Action::Send, WAIT, Action::Send, fail(Reason::NoConnectionRetried)]);
    }
}

#[test]
fn a_body_that_is_lost_fails_by_its_status_and_is_not_asked_for_again() {
    let forbidden = Event::BodyLost { status: 403, code: Word::Absent };
    assert_eq!(actions(5, &[Event::Due, OK, forbidden]), [Action::Send, Action::Read, fail(Reason::NoPermission)]);
}

/// The events that lead to each state: before the first attempt, sent, in a pause, reading, and ended in each way.
fn states() -> Vec<(&'static str, Vec<Event>)> {
    vec![
        ("before", vec![]),
        ("sent", vec![Event::Due]),
        ("pausing", vec![Event::Due, DOWN]),
        ("reading", vec![Event::Due, OK]),
        ("finished", vec![Event::Due, OK, BODY]),
        ("failed", vec![Event::Due, OK, BODY_LOST]),
        ("aborted", vec![Event::Due, Event::Abort]),
    ]
}

/// What counts in a state; whatever else comes is late, and changes nothing.
fn counts(state: &str, event: Event) -> bool {
    match state {
        "before" | "pausing" => matches!(event, Event::Due | Event::Abort),
        "sent" => matches!(event, Event::Response { .. } | Event::Lost { .. } | Event::Timer { .. } | Event::Abort),
        "reading" => matches!(event, Event::Body { .. } | Event::BodyLost { .. } | Event::Timer { .. } | Event::Abort),
        _ => false,
    }
}

#[test]
fn what_comes_late_or_twice_changes_nothing() {
    for (state, before) in states() {
        let mut call = Call::new(5);
        before.iter().for_each(|event| {
            call.on(*event);
        });
        for event in EVENTS {
            let mut next = call.clone();
            let action = next.on(event);
            assert_eq!(action != Action::Ignore, counts(state, event), "{event:?} when {state}: {action:?}");
            assert_eq!(next.exchange != call.exchange, counts(state, event), "{event:?} when {state}");
        }
    }
}

#[test]
fn an_attempt_that_has_ended_does_not_touch_the_next_one() {
    for (state, before) in states() {
        let mut call = Call::new(5);
        before.iter().for_each(|event| {
            call.on(*event);
        });
        for attempt in (0..4).filter(|attempt| *attempt != call.attempt) {
            for event in EVENTS {
                let mut next = call.clone();
                assert_eq!(next.on_of(attempt, event, 0.0), Action::Ignore, "{event:?} of {attempt} when {state}");
                assert_eq!(next.exchange, call.exchange);
            }
        }
    }
}

#[test]
fn an_aborted_call_fails_at_once() {
    for (state, before) in states() {
        let mut call = Call::new(5);
        before.iter().for_each(|event| {
            call.on(*event);
        });
        let expected = if counts(state, Event::Abort) { fail(Reason::Aborted) } else { Action::Ignore };
        assert_eq!(call.on(Event::Abort), expected, "{state}");
    }
}

/// How long a call takes over a host that lets each attempt run out of time, with the longest pauses, in milliseconds.
fn longest(timeout: u32, max_retries: u32, slow: impl Fn(u32) -> Vec<Event>) -> u32 {
    let mut call = Call::new(max_retries);
    let mut clock = 0;
    loop {
        assert_eq!(call.on(Event::Due), Action::Send);
        clock += timeout; // whatever comes, comes at the last moment
        let actions: Vec<Action> =
            slow(call.attempt).iter().map(|event| call.on_of(call.attempt, *event, 1.0)).collect();
        match actions.last() {
            Some(Action::Wait(pause)) => clock += pause,
            Some(Action::Fail(_)) => return clock,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn nobody_waits_longer_than_the_readme_says() {
    assert_eq!(longest(TIMEOUT, MAX_NETWORK_RETRIES, |_| vec![TIMER]), 241_000);
    let reading = |attempt| if attempt < 2 { vec![DOWN] } else { vec![OK, Event::Timer { status: 200 }] };
    assert_eq!(longest(TIMEOUT, MAX_NETWORK_RETRIES, reading), 241_000, "the body is within the attempt's time");
    assert_eq!(longest(1000, 0, |_| vec![CLOSED]), 2500, "a closed connection is retried once");
    assert_eq!(longest(1000, 5, |_| vec![TIMER]), 6000 + 500 + 500 + 1000 + 2000 + 4000);
    assert!(include_str!("../../../README.md").contains("by default a call settles within 241 seconds"));
}

#[test]
fn an_action_crosses_as_one_number() {
    for (action, act, value) in [
        (Action::Ignore, events::Action::Ignore, 0),
        (Action::Send, events::Action::Send, 0),
        (Action::Read, events::Action::Read, 0),
        (Action::Wait(5000), events::Action::Wait, 5000),
        (Action::Finish, events::Action::Finish, 0),
        (fail(Reason::Aborted), events::Action::Fail, Fault::failed(Reason::Aborted).number()),
    ] {
        assert_eq!(layout::Action::unpack(action.number()), layout::Action { act: act as u32, value }, "{action:?}");
    }
}

#[test]
fn an_event_is_known_by_its_number() {
    let word = Word::True.number();
    let event = |happened: events::Event| Event::from_numbers(happened as u32, 200, word).unwrap();
    assert_eq!(event(events::Event::Due), Event::Due);
    assert_eq!(event(events::Event::Response), Event::Response { status: 200, should_retry: Some(true) });
    assert_eq!(event(events::Event::Lost), Event::Lost { code: Word::True });
    assert_eq!(event(events::Event::Timer), Event::Timer { status: 200 });
    assert_eq!(event(events::Event::Body), Event::Body { status: 200 });
    assert_eq!(event(events::Event::BodyLost), Event::BodyLost { status: 200, code: Word::True });
    assert_eq!(event(events::Event::Abort), Event::Abort);
    for unknown in [0, 8, u32::MAX] {
        assert_eq!(Event::from_numbers(unknown, 200, word), None);
    }
    let advice = |word: Word| Event::from_numbers(events::Event::Response as u32, 0, word.number()).unwrap();
    assert_eq!(advice(Word::False), Event::Response { status: 0, should_retry: Some(false) });
    assert_eq!(advice(Word::Unknown), Event::Response { status: 0, should_retry: None });
}

#[test]
fn numbers_that_stand_for_nothing_end_a_call_once() {
    let asked = expected(Operation::Find, "user").number();
    for (asked, happened) in [(asked, 0), (asked, 8), (asked, u32::MAX), (0, events::Event::Due as u32), (7, 1)] {
        let step = |exchange| step(exchange, asked, 0, happened, 0, 0, 0.0, &Looked::secret(secret("user")));
        let (ended, action) = step(Exchange::new(2).number());
        assert_eq!(action, fail(Reason::Internal).number(), "{asked} {happened}");
        assert_eq!(step(ended), (ended, Action::Ignore.number()));
    }
}

fn event() -> impl Strategy<Value = Event> {
    let status = || prop_oneof![Just(200u16), Just(409), Just(429), Just(500), any::<u16>()];
    let code = prop_oneof![Just(Word::Absent), Just(Word::ConnectionReset), Just(Word::TimedOut)];
    prop_oneof![
        3 => Just(Event::Due),
        3 => (status(), any::<Option<bool>>()).prop_map(|(status, should_retry)| Event::Response { status, should_retry }),
        2 => code.clone().prop_map(|code| Event::Lost { code }),
        1 => status().prop_map(|status| Event::Timer { status }),
        1 => status().prop_map(|status| Event::Body { status }),
        1 => (status(), code).prop_map(|(status, code)| Event::BodyLost { status, code }),
        1 => Just(Event::Abort),
    ]
}

proptest! {
    #![proptest_config(super::any::config())]

    #[test]
    fn whatever_happens_a_call_ends_once_and_is_not_sent_too_often(
        max in 0u32..5,
        events in prop::collection::vec((event(), 0u32..3, 0.0..1.0), 0..60),
    ) {
        let mut call = Call::new(max);
        let (mut sent, mut ended) = (0, false);
        for (event, late, random) in events {
            let (before, attempt) = (call.exchange, call.attempt.saturating_sub(late / 2));
            let action = call.on_of(attempt, event, random);
            prop_assert!(!ended || action == Action::Ignore, "{action:?} after the end");
            match action {
                Action::Send => sent += 1,
                Action::Finish | Action::Fail(_) => ended = true,
                Action::Ignore => prop_assert_eq!(before, call.exchange, "ignored, and yet it changed"),
                Action::Wait(pause) => prop_assert!((500..=5000).contains(&pause)),
                Action::Read => {}
            }
        }
        // With retries off, a closed connection is tried once more.
        prop_assert!(sent <= 1 + max.max(1), "{sent} attempts of {max}");
        prop_assert!(call.attempt <= max.max(1));
    }

    #[test]
    fn a_call_whose_timers_run_always_ends(max in 0u32..=100, answers in prop::collection::vec(event(), 1..8)) {
        let mut call = Call::new(max);
        let mut answers = answers.iter().cycle();
        let mut action = call.on(Event::Due);
        let mut sent = 0;
        while !matches!(action, Action::Finish | Action::Fail(_)) {
            action = match action {
                Action::Send => {
                    sent += 1;
                    prop_assert!(sent <= 1 + max.max(1), "it goes on for ever");
                    // What arrives, or the attempt's timer.
                    match call.on(*answers.next().expect("a cycle")) {
                        Action::Ignore => call.on(TIMER),
                        heard => heard,
                    }
                }
                Action::Wait(_) => call.on(Event::Due),
                Action::Read => call.on(TIMER),
                other => return Err(TestCaseError::fail(format!("stuck in {other:?}"))),
            };
        }
    }
}
