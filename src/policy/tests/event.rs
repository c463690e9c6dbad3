//! Events and actions as the numbers that cross.

use super::answer::expected;
use super::look::{Looked, secret};
use super::stepped::fail;
use crate::contract::errors::Reason;
use crate::contract::events;
use crate::contract::layout;
use crate::contract::operations::Operation;
use crate::contract::words::Word;
use crate::policy::event::{Action, Event};
use crate::policy::exchange::{Exchange, step};
use crate::policy::fault::Fault;

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
    assert_eq!(event(events::Event::Timer), Event::Timer);
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
