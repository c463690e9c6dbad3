//! A client and a call as the tests tell them something.

use super::call::{Refused, fault};
use super::fake::{Fake, held, record};
use crate::policy::settings::Settings;

/// What the SDK exports as `STRIPE_API_KEY`.
pub const KEY: &str = "DO_NOT_PASS_A_REAL_API_KEY";

/// The config that a client needs.
pub fn config() -> Fake {
    record! { "httpClient": Fake::Other }
}

pub fn client(key: impl Into<Fake>, config: Fake) -> Result<Settings<&'static Fake>, Refused> {
    Settings::of_client(held(key), held(config)).map_err(fault)
}

/// What becomes of a client in whose config one key is another.
pub fn client_with(key: &str, value: impl Into<Fake>) -> Result<(), Refused> {
    client(KEY, config().with(key, value)).map(|_| ())
}

pub fn call(options: Fake) -> Result<Settings<&'static Fake>, Refused> {
    Settings::of_call(held(options)).map_err(fault)
}

/// What becomes of a call with one option.
pub fn call_with(key: &str, value: impl Into<Fake>) -> Result<(), Refused> {
    call(record! {}.with(key, value)).map(|_| ())
}

/// Settings that pass. They have no `Debug`, since they hold what a caller gave.
pub fn valid(settings: Result<Settings<&'static Fake>, Refused>) -> Settings<&'static Fake> {
    settings.unwrap_or_else(|fault| panic!("refused: {fault:?}"))
}
