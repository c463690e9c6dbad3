//! A call across its attempts: what it does after each event, and how long it takes.

use super::answer::expected;
use super::look::{Looked, secret};
use super::stepped::{BODY, CLOSED, Call, DOWN, LOST, OK, TIMER, WAIT, actions, fail};
use crate::contract::errors::{Class, Reason};
use crate::contract::kinds::Kind;
use crate::contract::limits::{MAX_NETWORK_RETRIES, TIMEOUT};
use crate::contract::operations::Operation;
use crate::contract::words::Word;
use crate::policy::event::{Action, Event};
use crate::policy::exchange::Exchange;
use crate::policy::fault::Fault;

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
fn a_slow_host_is_asked_again_and_then_times_out() {
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
    let reading = |attempt| if attempt < 2 { vec![DOWN] } else { vec![OK, Event::Timer] };
    assert_eq!(longest(TIMEOUT, MAX_NETWORK_RETRIES, reading), 241_000, "the body is within the attempt's time");
    assert_eq!(longest(1000, 0, |_| vec![CLOSED]), 2500, "a closed connection is retried once");
    assert_eq!(longest(1000, 5, |_| vec![TIMER]), 6000 + 500 + 500 + 1000 + 2000 + 4000);
    assert!(include_str!("../../../README.md").contains("241 seconds"));
}
