//! A call across its attempts: it ends, once, and not later than it was told.

use crate::policy::exchange::{Action, Event, Exchange};
use proptest::prelude::*;

const OK: Event = Event::Response { status: 200, should_retry: None };
const DOWN: Event = Event::Response { status: 503, should_retry: None };
const LOST: Event = Event::Failure { closed: false };
const CLOSED: Event = Event::Failure { closed: true };

/// What a call does when these events come, one after the other.
fn actions(max_retries: u32, events: &[Event]) -> Vec<Action> {
    let mut exchange = Exchange::new(max_retries);
    let mut next = |event: &Event| {
        exchange = kept(&exchange); // between two events it is a number
        exchange.on(*event, 0.0)
    };
    events.iter().map(&mut next).collect()
}

fn kept(exchange: &Exchange) -> Exchange {
    Exchange::from_number(exchange.number())
}

#[test]
fn a_call_that_is_kept_as_a_number_goes_on_where_it_was() {
    for max_retries in [0, 1, 2, 100] {
        let mut exchange = Exchange::new(max_retries);
        for retries in 0..max_retries {
            exchange = kept(&exchange);
            assert_eq!((exchange.retries(), exchange.is_reading()), (retries, false));
            exchange.on(Event::Due, 0.0);
            exchange = kept(&exchange);
            assert!(!exchange.is_reading());
            assert!(matches!(exchange.on(DOWN, 0.0), Action::Wait(_)), "{retries} of {max_retries}");
        }
        exchange = kept(&exchange);
        exchange.on(Event::Due, 0.0);
        assert_eq!(exchange.on(DOWN, 0.0), Action::Read);
        assert!(kept(&exchange).is_reading());
        exchange.on(Event::Body, 0.0);
        assert!(!kept(&exchange).is_reading());
        assert_eq!(kept(&exchange).on(Event::Due, 0.0), Action::Ignore);
        assert_eq!(kept(&exchange).retries(), max_retries);
    }
}

#[test]
fn an_answer_is_read_and_handed_on() {
    assert_eq!(actions(2, &[Event::Due, OK, Event::Body]), [Action::Send, Action::Read, Action::Finish]);
}

#[test]
fn a_call_is_sent_again_after_a_pause_and_counts_its_retries() {
    let mut exchange = Exchange::new(2);
    for retries in 0..2 {
        assert_eq!(exchange.retries(), retries);
        assert_eq!(exchange.on(Event::Due, 0.0), Action::Send);
        assert_eq!(exchange.on(DOWN, 0.0), Action::Wait(500.0));
    }
    assert_eq!(exchange.on(Event::Due, 0.0), Action::Send);
    assert_eq!(exchange.on(DOWN, 0.0), Action::Read, "the last answer is what the caller hears");
    assert_eq!(exchange.on(Event::Body, 0.0), Action::Finish);
    assert_eq!(exchange.retries(), 2);
}

#[test]
fn a_pause_grows_and_is_spread_by_chance() {
    let mut exchange = Exchange::new(100);
    let mut pause = |random| {
        exchange.on(Event::Due, random);
        exchange.on(LOST, random)
    };
    let pauses = [pause(1.0), pause(1.0), pause(1.0), pause(0.5), pause(0.0), pause(1.0), pause(1.0)];
    let expected = [500.0, 500.0, 1000.0, 1500.0, 2000.0, 5000.0, 5000.0];
    assert_eq!(pauses, expected.map(Action::Wait));
}

#[test]
fn no_answer_fails_once_the_retries_are_used_up() {
    let wait = Action::Wait(500.0);
    assert_eq!(actions(1, &[Event::Due, LOST, Event::Due, LOST]), [Action::Send, wait, Action::Send, Action::Fail]);
    assert_eq!(actions(0, &[Event::Due, LOST]), [Action::Send, Action::Fail]);
}

#[test]
fn a_closed_connection_is_tried_once_more_with_retries_off() {
    let events = [Event::Due, CLOSED, Event::Due, CLOSED];
    assert_eq!(actions(0, &events), [Action::Send, Action::Wait(500.0), Action::Send, Action::Fail]);
}

#[test]
fn a_body_that_is_lost_or_late_fails_and_is_not_asked_for_again() {
    for lost in [Event::BodyLost, LOST, CLOSED] {
        assert_eq!(actions(5, &[Event::Due, OK, lost]), [Action::Send, Action::Read, Action::Fail]);
    }
}

#[test]
fn an_aborted_call_ends_at_once_and_is_not_sent_again() {
    let begun: [&[Event]; 4] = [&[], &[Event::Due], &[Event::Due, OK], &[Event::Due, DOWN]];
    for before in begun {
        let after = [Event::Abort, Event::Due, OK, LOST, Event::Body, Event::BodyLost, Event::Abort];
        let actions = actions(5, &[before, &after].concat());
        assert_eq!(actions[before.len()], Action::Fail, "after {before:?}");
        assert_eq!(actions[before.len() + 1..], [Action::Ignore; 6], "after {before:?}");
    }
    assert_eq!(actions(5, &[Event::Due, OK, Event::Body, Event::Abort])[3], Action::Ignore, "it has ended");
}

#[test]
fn a_call_that_has_ended_hears_nothing_more() {
    let ends: [&[Event]; 3] = [&[OK, Event::Body], &[OK, Event::BodyLost], &[LOST]];
    for end in ends {
        let after = [Event::Due, OK, DOWN, LOST, CLOSED, Event::Body, Event::BodyLost, Event::Abort];
        let actions = actions(0, &[&[Event::Due], end, &after].concat());
        assert_eq!(actions[1 + end.len()..], [Action::Ignore; 8], "after {end:?}");
    }
}

#[test]
fn what_comes_late_or_twice_changes_nothing() {
    assert_eq!(actions(2, &[OK, LOST, Event::Body, Event::BodyLost]), [Action::Ignore; 4], "before the first attempt");
    let events = [Event::Due, LOST, OK, LOST, Event::Body, Event::Due];
    let ignored = [Action::Ignore; 3];
    assert_eq!(actions(2, &events)[2..5], ignored, "in a pause, of the attempt before");
    assert_eq!(actions(2, &events)[5], Action::Send);
    let events = [Event::Due, Event::Due, Event::Body, Event::BodyLost];
    assert_eq!(actions(2, &events)[1..], ignored, "in an attempt, what does not belong to it");
    let events = [Event::Due, OK, Event::Due, OK, DOWN];
    assert_eq!(actions(2, &events)[2..], ignored, "while reading");
}

fn event() -> impl Strategy<Value = Event> {
    let status = prop_oneof![Just(200u16), Just(409), Just(429), Just(500), any::<u16>()];
    prop_oneof![
        3 => Just(Event::Due),
        3 => (status, any::<Option<bool>>()).prop_map(|(status, should_retry)| Event::Response { status, should_retry }),
        2 => any::<bool>().prop_map(|closed| Event::Failure { closed }),
        1 => Just(Event::Body),
        1 => Just(Event::BodyLost),
        1 => Just(Event::Abort),
    ]
}

proptest! {
    #![proptest_config(super::any::config())]

    #[test]
    fn whatever_happens_a_call_ends_once_and_is_not_sent_too_often(
        max in 0u32..5,
        events in prop::collection::vec((event(), 0.0..1.0), 0..60),
    ) {
        let mut exchange = Exchange::new(max);
        let (mut sent, mut ended) = (0, false);
        for (event, random) in events {
            let before = format!("{exchange:?}");
            let action = exchange.on(event, random);
            prop_assert!(!ended || action == Action::Ignore, "{action:?} after the end");
            match action {
                Action::Send => sent += 1,
                Action::Finish | Action::Fail => ended = true,
                Action::Ignore => prop_assert_eq!(before, format!("{exchange:?}"), "ignored, and yet it changed"),
                Action::Wait(pause) => prop_assert!((500.0..=5000.0).contains(&pause)),
                Action::Read => {}
            }
        }
        // With retries off, a closed connection is tried once more.
        prop_assert!(sent <= 1 + max.max(1), "{sent} attempts of {max}");
        prop_assert!(exchange.retries() <= max.max(1));
    }

    #[test]
    fn a_call_whose_host_keeps_answering_or_failing_always_ends(
        max in 0u32..=100,
        answers in prop::collection::vec(event(), 1..8),
    ) {
        let mut exchange = Exchange::new(max);
        let mut answers = answers.iter().cycle();
        let mut action = exchange.on(Event::Due, 0.0);
        let mut sent = 0;
        while !matches!(action, Action::Finish | Action::Fail) {
            action = match action {
                Action::Send => {
                    sent += 1;
                    prop_assert!(sent <= 1 + max.max(1), "it goes on for ever");
                    // What arrives, or the attempt's timer.
                    match exchange.on(*answers.next().expect("a cycle"), 0.5) {
                        Action::Ignore => exchange.on(Event::Failure { closed: false }, 0.5),
                        heard => heard,
                    }
                }
                Action::Wait(_) => exchange.on(Event::Due, 0.5),
                Action::Read => exchange.on(Event::BodyLost, 0.5),
                other => return Err(TestCaseError::fail(format!("stuck in {other:?}"))),
            };
        }
    }
}
