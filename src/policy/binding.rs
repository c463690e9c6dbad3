//! Who is signed in: what `bindUser` was told.

use super::fault::Fault;
use super::node::Node;
use crate::contract::errors::Reason;
use crate::contract::kinds::Kind;
use crate::contract::limits::MAX_CHARACTERS;
use crate::contract::words::Word;

/// The signed-in user and account that a client is bound to: ids, undefined where there is none.
#[derive(Clone, Copy)]
pub struct Binding<N> {
    user: N,
    account: N,
    without_id: bool,
}

impl<N: Node> Default for Binding<N> {
    fn default() -> Self {
        Binding { user: N::NOTHING, account: N::NOTHING, without_id: false }
    }
}

impl<N: Node> Binding<N> {
    /// Who has been bound before, and whether a context without an id was.
    pub fn of(user: N, account: N, without_id: bool) -> Self {
        Binding { user, account, without_id }
    }

    /// Whether a context without an id was bound, and nobody since.
    pub fn is_without_id(&self) -> bool {
        self.without_id && self.user.is_undefined()
    }

    /// Why a user or an account is not the bound one: nothing was bound, or a context without an id.
    pub fn of_unbound(&self, unbound: Reason, without_id: Reason) -> Reason {
        if self.is_without_id() { without_id } else { unbound }
    }

    /// The bound account's id.
    pub fn account(&self) -> N {
        self.account
    }

    /// The bound user's id.
    pub fn user(&self) -> N {
        self.user
    }

    /// Whether an account is the bound one.
    pub fn is_account(&self, account: N) -> bool {
        self.account.same(account)
    }

    /// Binds a `userContext` or a user's id.
    ///
    /// A context without `id` binds nothing, since the SDK's types allow it. The same user again
    /// changes nothing, so that it may stand in a render.
    ///
    /// # Errors
    /// `user_already_bound` for another user or account, `option_invalid` for what is neither a
    /// context nor an id. The binding stays what it was then.
    pub fn bind(&mut self, context: N) -> Result<(), Fault> {
        let is_context = context.kind() == Kind::Record;
        let (user, account) = match is_context {
            true => (id(context.get(Word::Id))?, id(context.get(Word::Account).get(Word::Id))?),
            false => (id(context)?, N::NOTHING),
        };
        if user.is_undefined() {
            self.without_id |= is_context;
            return Ok(());
        }
        if differs(self.user, user) {
            return Err(Fault::of(Reason::UserAlreadyBound, Word::UserContext));
        }
        if differs(self.account, account) {
            return Err(Fault::of(Reason::AccountAlreadyBound, Word::UserContext));
        }
        self.user = user;
        if !account.is_undefined() {
            self.account = account;
        }
        Ok(())
    }
}

/// An id, of at most [`MAX_CHARACTERS`] characters.
fn id<N: Node>(value: N) -> Result<N, Fault> {
    if value.is_undefined() || value.is_empty() {
        Ok(N::NOTHING)
    } else if value.is_filled() && value.has_at_most(MAX_CHARACTERS) {
        Ok(value)
    } else {
        Err(Fault::of(Reason::OptionInvalid, Word::UserContext))
    }
}

fn differs<N: Node>(bound: N, given: N) -> bool {
    !bound.is_undefined() && !given.is_undefined() && !bound.same(given)
}
