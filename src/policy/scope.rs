//! Which scope may be touched: the account's, and the bound user's own.
//!
//! Source of the rule: "Requests originating from UI extensions can only access account-scoped
//! secrets or secrets scoped to their own user" (Stripe's API reference of the Secret Store).

use super::binding::Binding;
use super::fault::Fault;
use super::node::Node;
use crate::contract::errors::Reason;
use crate::contract::kinds::Kind;
use crate::contract::words::Word;

/// A scope that has been checked. There is no other way to make one than [`Scope::check`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    is_user: bool,
    user_first: bool,
}

impl Scope {
    /// Checks `params.scope` against the bound user.
    ///
    /// # Errors
    /// `scope_missing`, `scope_invalid`, `scope_user_on_account`, `scope_not_own_user`,
    /// `scope_user_unbound`; `parameter_unknown` for another key inside the scope.
    pub fn check<N: Node>(scope: N, binding: &Binding<N>) -> Result<Self, Fault> {
        if scope.is_nullish() {
            return Err(Fault::of(Reason::ScopeMissing, Word::Scope));
        }
        if scope.kind() != Kind::Record {
            return Err(Fault::of(Reason::ScopeInvalid, Word::Scope));
        }
        for place in 0..scope.count() {
            if !matches!(scope.name_at(place), Word::Type | Word::User) && !scope.at(place).is_undefined() {
                return Err(Fault::unknown(Reason::ParameterUnknown, Word::Scope, place));
            }
        }
        let user = scope.get(Word::User);
        match scope.get(Word::Type).word() {
            Word::Account if user.is_nullish() => Ok(Scope { is_user: false, user_first: false }),
            Word::Account => Err(Fault::of(Reason::ScopeUserOnAccount, Word::ScopeUser)),
            Word::User => {
                check_own(user, binding)?;
                Ok(Scope { is_user: true, user_first: user.is_filled() && scope.name_at(0) == Word::User })
            }
            _ => Err(Fault::of(Reason::ScopeInvalid, Word::ScopeType)),
        }
    }

    /// `account` or `user`.
    pub fn kind(self) -> Word {
        if self.is_user { Word::User } else { Word::Account }
    }

    /// Whether it is the bound user's.
    pub fn is_user(self) -> bool {
        self.is_user
    }

    /// Whether the caller named the user before the type.
    pub fn is_user_first(self) -> bool {
        self.user_first
    }
}

/// Checks that the bound user is who was asked for.
fn check_own<N: Node>(asked: N, binding: &Binding<N>) -> Result<(), Fault> {
    let refuse = |code| Err(Fault::of(code, Word::ScopeUser));
    if !asked.is_nullish() && !asked.is_filled() {
        return refuse(Reason::ScopeInvalid);
    }
    let bound = binding.user();
    if bound.is_undefined() {
        return refuse(binding.of_unbound(Reason::ScopeUserUnbound, Reason::ScopeUserWithoutId));
    }
    if asked.is_filled() && !asked.same(bound) { refuse(Reason::ScopeNotOwnUser) } else { Ok(()) }
}
