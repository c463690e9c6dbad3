//! Which parameters pass, and in which order faults are named: an unknown parameter, the scope, the
//! name, the payload, the rest.

use super::binding::Binding;
use super::card::{Cards, is_card_number};
use super::expiry;
use super::fault::Fault;
use super::node::Node;
use super::scope::Scope;
use crate::contract::errors::Reason;
use crate::contract::kinds::Kind;
use crate::contract::limits::{MAX_CHARACTERS, MAX_LIMIT};
use crate::contract::operations::Operation;
use crate::contract::words::Word;

/// A form as it is written: keys and values in their order. What a value looks like on the wire is the
/// form's to say; which there are is decided here.
pub trait Form<N> {
    /// Adds `key=text`.
    fn text(&mut self, key: Word, text: N);
    /// Adds `key[index]=text`.
    fn item(&mut self, key: Word, index: u32, text: N);
    /// Adds `key=word`.
    fn word(&mut self, key: Word, word: Word);
    /// Adds `key=integer`.
    fn integer(&mut self, key: Word, integer: f64);
}

/// Parameters that have been checked.
#[derive(Debug, PartialEq)]
pub struct Checked {
    /// The scope that may be touched.
    pub scope: Scope,
    /// Whether the payload is a card number that is to be warned of.
    pub warn_of_card: bool,
}

/// Checks the parameters of a call, and writes those that pass into `form`, in the order in which the
/// caller gave them. `now` is in milliseconds since the Unix epoch; `account` is the refusal of another
/// account that the call names, which counts as part of the scope.
///
/// # Errors
/// Every code of the scope table and of the parameter table.
pub fn check<N: Node>(
    operation: Operation,
    params: N,
    binding: &Binding<N>,
    cards: Cards,
    now: f64,
    account: Result<(), Fault>,
    form: &mut impl Form<N>,
) -> Result<Checked, Fault> {
    if !params.is_record_or_nothing() {
        return Err(Fault::of(Reason::ParameterInvalidObject, Word::Params));
    }
    for place in 0..params.count() {
        if !operation.knows(params.name_at(place)) && !params.at(place).is_undefined() {
            return Err(Fault::unknown(Reason::ParameterUnknown, Word::Params, place));
        }
    }
    let scope = Scope::check(params.get(Word::Scope), binding)?;
    account?;
    if operation.knows(Word::Name) {
        check_text(params.get(Word::Name), Word::Name)?;
    }
    let payload = params.get(Word::Payload);
    let mut warn_of_card = false;
    if operation.knows(Word::Payload) {
        check_text(payload, Word::Payload)?;
        if cards != Cards::Allow && is_card_number(payload) {
            if cards == Cards::Refuse {
                return Err(Fault::of(Reason::CardNumberRefused, Word::Payload));
            }
            warn_of_card = true;
        }
    }
    if !params.get(Word::StartingAfter).is_undefined() && !params.get(Word::EndingBefore).is_undefined() {
        return Err(Fault::of(Reason::ParametersExclusive, Word::EndingBefore));
    }
    for place in 0..params.count() {
        let value = params.at(place);
        if !value.is_undefined() {
            write(form, params.name_at(place), value, scope, binding, now)?;
        }
    }
    Ok(Checked { scope, warn_of_card })
}

/// Checks what has not been checked yet, and writes it into the form.
fn write<N: Node>(
    form: &mut impl Form<N>,
    name: Word,
    value: N,
    scope: Scope,
    binding: &Binding<N>,
    now: f64,
) -> Result<(), Fault> {
    if value.is_empty() {
        return Err(Fault::of(Reason::ParameterInvalidEmpty, name));
    }
    match name {
        Word::Scope => write_scope(form, scope, binding),
        Word::ExpiresAt => form.integer(name, expiry::check(value, now)?),
        Word::Limit => form.integer(name, limit(value)?),
        Word::Expand => write_list(form, name, value)?,
        _ => {
            check_text(value, name)?;
            form.text(name, value);
        }
    }
    Ok(())
}

fn write_scope<N: Node>(form: &mut impl Form<N>, scope: Scope, binding: &Binding<N>) {
    if scope.is_user_first() {
        form.text(Word::ScopeUser, binding.user());
    }
    form.word(Word::ScopeType, scope.kind());
    if scope.is_user() && !scope.is_user_first() {
        form.text(Word::ScopeUser, binding.user());
    }
}

/// Checks a string that has to be there: 1 to [`MAX_CHARACTERS`] characters, well-formed.
fn check_text<N: Node>(text: N, param: Word) -> Result<(), Fault> {
    let reason = match text.kind() {
        _ if text.is_empty() && param == Word::Payload => Reason::PayloadEmpty,
        _ if text.is_empty() => Reason::ParameterRequired,
        Kind::Text if text.has_at_most(MAX_CHARACTERS) => return Ok(()),
        Kind::Text => Reason::ParameterTooLong,
        Kind::Undefined => Reason::ParameterMissing,
        Kind::Record | Kind::List => Reason::ParameterObject,
        _ => Reason::ParameterInvalidString,
    };
    Err(Fault::of(reason, param))
}

fn limit<N: Node>(value: N) -> Result<f64, Fault> {
    let limit = expiry::integer_or_digits(value);
    if (1.0..=f64::from(MAX_LIMIT)).contains(&limit) {
        return Ok(limit);
    }
    let reason = if limit.is_nan() { Reason::ParameterInvalidInteger } else { Reason::LimitOutOfRange };
    Err(Fault::of(reason, Word::Limit))
}

fn write_list<N: Node>(form: &mut impl Form<N>, name: Word, list: N) -> Result<(), Fault> {
    let refused = Err(Fault::of(Reason::ParameterInvalidArray, name));
    if list.kind() != Kind::List {
        return refused;
    }
    for index in 0..list.count() {
        let item = list.at(index);
        if check_text(item, name).is_err() {
            return refused;
        }
        form.item(name, index, item);
    }
    Ok(())
}
