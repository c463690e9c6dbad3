//! Events that come late, twice or in any order: a call ends once, and is not sent too often.

use super::stepped::{BODY, BODY_LOST, Call, DOWN, EVENTS, OK, TIMER, fail};
use crate::contract::errors::Reason;
use crate::contract::words::Word;
use crate::policy::event::{Action, Event};
use proptest::prelude::*;

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
        "sent" => matches!(event, Event::Response { .. } | Event::Lost { .. } | Event::Timer | Event::Abort),
        "reading" => matches!(event, Event::Body { .. } | Event::BodyLost { .. } | Event::Timer | Event::Abort),
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

fn event() -> impl Strategy<Value = Event> {
    let status = || prop_oneof![Just(200u16), Just(409), Just(429), Just(500), any::<u16>()];
    let code = prop_oneof![Just(Word::Absent), Just(Word::ConnectionReset), Just(Word::TimedOut)];
    prop_oneof![
        3 => Just(Event::Due),
        3 => (status(), any::<Option<bool>>()).prop_map(|(status, should_retry)| Event::Response { status, should_retry }),
        2 => code.clone().prop_map(|code| Event::Lost { code }),
        1 => Just(Event::Timer),
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
