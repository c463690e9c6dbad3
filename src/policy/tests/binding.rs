//! Who is signed in: what `bindUser` takes, and what it never lets go of.

use super::call::{Refused, fault, unbound};
use super::fake::{Fake, held, ill_formed, list, no_strings, record};
use crate::contract::errors::Reason;
use crate::contract::words::Word;
use crate::policy::binding::Binding;

const ALREADY: Refused = (Reason::UserAlreadyBound, Word::UserContext);
const INVALID: Refused = (Reason::OptionInvalid, Word::UserContext);

fn context(user: &str, account: &str) -> Fake {
    record! { "id": user, "account": record! { "id": account } }
}

fn bind(binding: &mut Binding<&'static Fake>, to: impl Into<Fake>) -> Result<(), Refused> {
    *binding = Binding::of(binding.user(), binding.account(), binding.is_without_id()); // JavaScript keeps it meanwhile
    binding.bind(held(to)).map_err(fault)
}

/// Whether these are the bound user and account.
fn assert_bound(binding: &Binding<&'static Fake>, user: Option<&str>, account: Option<&str>) {
    assert_eq!(*binding.user(), user.map_or(Fake::Undefined, Fake::from));
    for id in ["acct_example", "acct_other", ""] {
        assert_eq!(binding.is_account(&Fake::from(id)), account == Some(id), "{id}");
    }
}

#[test]
fn a_new_client_has_no_user() {
    assert_bound(&unbound(), None, None);
}

#[test]
fn a_user_context_binds_its_user_and_its_account() {
    let mut binding = unbound();
    assert_eq!(bind(&mut binding, context("usr_example", "acct_example")), Ok(()));
    assert_bound(&binding, Some("usr_example"), Some("acct_example"));
}

#[test]
fn an_id_alone_binds_the_user() {
    let mut binding = unbound();
    assert_eq!(bind(&mut binding, "usr_example"), Ok(()));
    assert_bound(&binding, Some("usr_example"), None);
}

#[test]
fn binding_the_same_user_at_each_render_changes_nothing() {
    let mut binding = unbound();
    for _ in 0..3 {
        assert_eq!(bind(&mut binding, context("usr_example", "acct_example")), Ok(()));
        assert_eq!(bind(&mut binding, "usr_example"), Ok(()));
        assert_eq!(bind(&mut binding, record! { "id": "usr_example" }), Ok(()));
        assert_bound(&binding, Some("usr_example"), Some("acct_example"));
    }
}

#[test]
fn another_user_cannot_take_over_a_client() {
    let mut binding = unbound();
    assert_eq!(bind(&mut binding, context("usr_example", "acct_example")), Ok(()));
    for other in [Fake::from("usr_other"), context("usr_other", "acct_example"), context("usr_other", "acct_other")] {
        assert_eq!(bind(&mut binding, other), Err(ALREADY));
        assert_bound(&binding, Some("usr_example"), Some("acct_example"));
    }
}

#[test]
fn the_same_user_in_another_account_is_another_client() {
    let mut binding = unbound();
    assert_eq!(bind(&mut binding, context("usr_example", "acct_example")), Ok(()));
    let other = Err((Reason::AccountAlreadyBound, Word::UserContext));
    assert_eq!(bind(&mut binding, context("usr_example", "acct_other")), other);
    assert_bound(&binding, Some("usr_example"), Some("acct_example"));
}

#[test]
fn the_account_may_be_learnt_later_and_is_kept_then() {
    let mut binding = unbound();
    assert_eq!(bind(&mut binding, "usr_example"), Ok(()));
    assert_eq!(bind(&mut binding, context("usr_example", "acct_example")), Ok(()));
    assert_bound(&binding, Some("usr_example"), Some("acct_example"));
    let other = Err((Reason::AccountAlreadyBound, Word::UserContext));
    assert_eq!(bind(&mut binding, context("usr_example", "acct_other")), other);
}

#[test]
fn a_context_without_an_id_binds_nothing_and_breaks_no_render() {
    let account = || record! { "id": "acct_example" };
    for empty in [
        record! {},
        record! { "id": Fake::Undefined, "account": account() },
        record! { "id": Fake::Null, "account": account() },
        record! { "id": "", "account": account() },
        record! { "account": account() },
        record! { "user": "usr_example", "account": account() },
        Fake::Undefined,
        Fake::Null,
        Fake::from(""),
    ] {
        let mut binding = unbound();
        assert_eq!(bind(&mut binding, empty.clone()), Ok(()), "{empty:?}");
        assert_bound(&binding, None, None);
        // Nor does it unbind.
        assert_eq!(bind(&mut binding, context("usr_example", "acct_example")), Ok(()));
        assert_eq!(bind(&mut binding, empty), Ok(()));
        assert_bound(&binding, Some("usr_example"), Some("acct_example"));
    }
}

#[test]
fn an_id_that_is_not_a_string_is_refused_and_binds_nothing() {
    for id in no_strings().into_iter().chain([ill_formed()]) {
        let mut binding = unbound();
        assert_eq!(bind(&mut binding, record! { "id": id.clone() }), Err(INVALID), "{id:?}");
        let account = record! { "id": "usr_example", "account": record! { "id": id.clone() } };
        assert_eq!(bind(&mut binding, account), Err(INVALID), "{id:?}");
        assert_bound(&binding, None, None);
    }
    for context in [Fake::from(7.0), list!["usr_example"], Fake::Date(0.0), Fake::Other, ill_formed()] {
        let mut binding = unbound();
        assert_eq!(bind(&mut binding, context), Err(INVALID));
        assert_bound(&binding, None, None);
    }
}

#[test]
fn an_id_that_is_longer_than_the_api_takes_binds_nothing() {
    for (id, outcome) in [("u".repeat(5000), Ok(())), ("u".repeat(5001), Err(INVALID))] {
        for given in [Fake::from(id.clone()), context(&id, "acct_example"), context("usr_example", &id)] {
            assert_eq!(bind(&mut unbound(), given), outcome);
        }
    }
}

#[test]
fn an_account_without_an_id_is_no_account() {
    for account in
        [Fake::Undefined, Fake::Null, record! {}, record! { "id": "" }, Fake::from("acct_example"), Fake::Other]
    {
        let mut binding = unbound();
        assert_eq!(bind(&mut binding, record! { "id": "usr_example", "account": account }), Ok(()));
        assert_bound(&binding, Some("usr_example"), None);
    }
}
