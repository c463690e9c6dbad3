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
    let members = node.known(&["seed", "now", "state"])?;
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
    let members = node.known(&["app", "account", "user", "livemode", "random"])?;
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
