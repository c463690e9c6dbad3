//! What an emulator begins with, and who a token stands for.

use stripe_apps_secrets_emulator::node::Node;
use stripe_apps_secrets_emulator::state::DEFAULT_APP;
use stripe_apps_secrets_emulator::{Beginning, Emulator, Fault, Holder, Principal, State, Tree};

/// The greatest whole number that a JavaScript number holds exactly.
const MOST: i64 = 9_007_199_254_740_991;
/// The seed unless one is given.
const SEED: u64 = 1;

/// Reads `{ seed, now, state }`, all of which may be absent.
///
/// # Errors
/// A member is unknown or wrong.
pub fn beginning(tree: &Tree) -> Result<Beginning, Fault> {
    let node = Node::root(tree, "options");
    let members = node.known_members(&["seed", "now", "state"])?;
    let seed = members.get("seed").map(|seed| seed.whole(0, MOST)).transpose()?;
    Ok(Beginning {
        seed: seed.map_or(SEED, |seed| u64::try_from(seed).unwrap_or(SEED)),
        frozen_at: members.get("now").map(|now| now.whole(0, MOST)).transpose()?,
        state: members.get("state").map_or(Ok(State::default()), |state| State::read(state.value()))?,
    })
}

/// Who a token is to stand for, and with which text.
pub struct Who {
    holder: Holder,
    random: Option<String>,
}

/// Reads `{ app, account, user, livemode, random }`, all of which may be absent.
///
/// # Errors
/// A member is unknown or wrong, or there is a user without an account.
pub fn who(tree: &Tree) -> Result<Who, Fault> {
    let node = Node::root(tree, "who");
    let members = node.known_members(&["app", "account", "user", "livemode", "random"])?;
    let app = members.text("app")?.unwrap_or(DEFAULT_APP);
    let livemode = members.flag("livemode")?;
    let holder = match (members.text("account")?, members.text("user")?) {
        (Some(account), Some(user)) => Principal::extension(app, account, user, livemode).into(),
        (Some(account), None) => Principal::backend(app, account, livemode).into(),
        (None, None) => Holder::owner(app, livemode),
        (None, Some(_)) => return Err(node.fault("must have account, as it has user")),
    };
    Ok(Who { holder, random: members.text("random")?.map(str::to_owned) })
}

impl Who {
    /// Issues the token.
    ///
    /// # Errors
    /// Its text is too short, or was used before.
    pub fn issue(self, emulator: &mut Emulator) -> Result<String, Fault> {
        match self.random {
            Some(random) => emulator.issue_random_token(self.holder, &random),
            None => Ok(emulator.issue_token(self.holder)),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn tree(text: &str) -> Tree {
        Tree::from_json(text.as_bytes(), "value").unwrap()
    }

    fn token(text: &str) -> Result<String, String> {
        let issued = who(&tree(text)).and_then(|who| who.issue(&mut Emulator::new(1)));
        issued.map_err(|fault| fault.to_string())
    }

    #[test]
    fn an_emulator_without_options_runs_from_the_first_seed() {
        let beginning = beginning(&tree("{}")).unwrap();
        assert_eq!((beginning.seed, beginning.frozen_at), (1, None));
        assert_eq!(Emulator::beginning_with(beginning, 5).state(5).to_json(), r#"{"accounts":{}}"#);
    }

    #[test]
    fn an_error_names_the_invalid_option() {
        for (text, fault) in [
            (r#"{"seed": -1}"#, "seed: must be a whole number from 0 to 9007199254740991"),
            (r#"{"now": "2030"}"#, "now: must be a whole number from 0 to 9007199254740991"),
            (r#"{"state": {"accounts": {"acct_1": 1}}}"#, "accounts.acct_1: must be an object"),
            (r#"{"sed": 1}"#, "sed: is not known here: there are seed, now, state"),
        ] {
            assert_eq!(beginning(&tree(text)).unwrap_err().to_string(), fault, "{text}");
        }
    }

    #[test]
    fn a_token_stands_for_whoever_is_named() {
        let starts = |text: &str, start: &str| token(text).unwrap().starts_with(start);
        assert!(starts(r#"{"account": "acct_1", "user": "usr_1"}"#, "emu_session_"));
        assert!(starts(r#"{"account": "acct_1", "livemode": true}"#, "emu_key_"));
        assert!(starts("{}", "emu_key_"));
        assert_eq!(token(r#"{"random": "0123456789abcdef"}"#).unwrap(), "emu_key_0123456789abcdef");
        assert_eq!(token(r#"{"user": "usr_1"}"#).unwrap_err(), "who: must have account, as it has user");
        assert_eq!(token(r#"{"random": "0"}"#).unwrap_err(), "random: must be at least 16 letters and digits");
    }
}
