//! `stripeAccount` and `stripeContext`: the bound account's, or none.

use super::call::{bound, bound_to, fault, unbound};
use super::fake::{Fake, record};
use super::told::{KEY, call, client, config, valid};
use crate::contract::errors::Reason;
use crate::contract::words::Word;
use crate::policy::binding::Binding;

#[test]
fn an_account_and_a_context_together_are_refused_as_in_stripe() {
    let both = record! { "stripeAccount": "acct_example", "stripeContext": "acct_example" };
    assert_eq!(call(both).err(), Some((Reason::OptionsExclusive, Word::StripeContext)));
    for other in ["", "acct_example"] {
        let one = if other.is_empty() { "acct_example" } else { "" };
        assert_eq!(call(record! { "stripeAccount": one, "stripeContext": other }).err(), None);
    }
}

#[test]
fn another_account_than_the_bound_one_is_out_of_reach() {
    for (key, name) in [("stripeAccount", Word::StripeAccount), ("stripeContext", Word::StripeContext)] {
        let account = |id: Fake, binding: &Binding<&'static Fake>| {
            let settings = valid(call(record! {}.with(key, id)));
            settings.check_account(binding).map_err(fault)
        };
        let refused = Err((Reason::ScopeNotOwnAccount, name));
        assert_eq!(account(Fake::from("acct_example"), &bound()), Ok(()));
        for other in ["acct_other", "acct_exampl", "acct_example ", "ACCT_EXAMPLE", "usr_example"] {
            assert_eq!(account(Fake::from(other), &bound()), refused, "{other}");
        }
        for binding in [unbound(), bound_to("usr_example"), bound_to(record! { "id": "usr_example" })] {
            assert_eq!(account(Fake::from("acct_example"), &binding), refused, "no account is known");
        }
        for nothing in [Fake::from(""), Fake::Null, Fake::Undefined] {
            assert_eq!(account(nothing, &unbound()), Ok(()));
        }
    }
}

#[test]
fn another_account_in_a_clients_config_is_refused_as_in_a_calls_options() {
    let account = |id: &str| {
        let settings = valid(client(KEY, config().with("stripeAccount", id)));
        settings.check_account(&bound()).map_err(fault)
    };
    assert_eq!(account("acct_example"), Ok(()));
    assert_eq!(account("acct_other"), Err((Reason::ScopeNotOwnAccount, Word::StripeAccount)));
}
