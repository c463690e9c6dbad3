//! A call as the tests make one: valid parameters of each method, and what came of checking them.

pub use super::anything::NOW;
use super::fake::{Fake, held, record};
use super::written::Written;
use crate::contract::errors::Reason;
use crate::contract::operations::Operation;
use crate::contract::words::Word;
use crate::policy::binding::Binding;
use crate::policy::card::Cards;
use crate::policy::fault::Fault;
use crate::policy::node::Node;
use crate::policy::params::{self, Checked};

pub const OPERATIONS: [Operation; 4] = [Operation::Create, Operation::Find, Operation::List, Operation::DeleteWhere];

/// A refusal as the tests compare it.
pub type Refused = (Reason, Word);

pub fn fault(refusal: Fault) -> Refused {
    (refusal.reason(), refusal.param())
}

pub fn account_scope() -> Fake {
    record! { "type": "account" }
}

pub fn bound_to(context: impl Into<Fake>) -> Binding<&'static Fake> {
    let mut binding = Binding::default();
    binding.bind(held(context)).expect("a binding");
    binding
}

/// A client of `usr_example`, who is signed in to `acct_example`.
pub fn bound() -> Binding<&'static Fake> {
    bound_to(record! { "id": "usr_example", "account": record! { "id": "acct_example" } })
}

pub fn unbound() -> Binding<&'static Fake> {
    Binding::default()
}

/// The parameters that a method needs, on the account's scope.
pub fn needed(operation: Operation) -> Fake {
    let params = record! { "scope": account_scope() };
    let params = if operation == Operation::List { params } else { params.with("name", "name-placeholder") };
    if operation == Operation::Create { params.with("payload", "payload-placeholder") } else { params }
}

/// Checks a call of [`bound`] with these parameters.
pub fn check(operation: Operation, params: &Fake) -> Result<Vec<String>, Refused> {
    check_as(operation, params, &bound())
}

/// Checks a call of another binding.
pub fn check_as(operation: Operation, params: &Fake, binding: &Binding<&'static Fake>) -> Result<Vec<String>, Refused> {
    check_whole(operation, params, binding, Cards::Warn, Ok(())).map(|(_, lines)| lines)
}

/// Checks a call, and returns all that came of it.
pub fn check_whole(
    operation: Operation,
    params: &Fake,
    binding: &Binding<&'static Fake>,
    cards: Cards,
    account: Result<(), Fault>,
) -> Result<(Checked, Vec<String>), Refused> {
    let mut form = Written::default();
    let checked = params::check(operation, params, binding, cards, NOW, account, &mut form).map_err(fault)?;
    Ok((checked, form.lines()))
}

/// What becomes of a `create` in which one parameter is another.
pub fn create_with(key: &str, value: impl Into<Fake>) -> Result<Vec<String>, Refused> {
    check(Operation::Create, &needed(Operation::Create).with(key, value))
}

/// What becomes of a `list` in which one parameter is another.
pub fn list_with(key: &str, value: impl Into<Fake>) -> Result<Vec<String>, Refused> {
    check(Operation::List, &needed(Operation::List).with(key, value))
}

/// The name of a property that was refused as not known.
pub fn unknown_key(operation: Operation, params: &Fake) -> Option<String> {
    let checked = params::check(operation, params, &bound(), Cards::Warn, NOW, Ok(()), &mut Written::default());
    let refusal = checked.err().filter(|refusal| refusal.reason() == Reason::ParameterUnknown)?;
    let inside = if refusal.param() == Word::Scope { params.own("scope") } else { params };
    inside.key_at(refusal.fields().place - 1).well_formed()
}
