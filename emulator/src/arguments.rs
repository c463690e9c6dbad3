//! The flags of the command, the same from either server: one table, its reader, and the help that it gives.

use crate::clock::UnixSeconds;
use crate::emulator::Beginning;
use crate::fault::Fault;
use crate::state::State;
use crate::time::parse_time;
use std::fmt::Write;

/// What the flags ask for.
#[derive(Debug, Clone)]
pub struct Arguments {
    /// The port to listen on; 0 is any free one.
    pub port: u16,
    /// The address or name to listen on.
    pub host: String,
    /// Further names under which requests are answered.
    pub allow_host: Vec<String>,
    /// The file of `--seed`.
    pub seed: Option<String>,
    /// The file of `--data`.
    pub data: Option<String>,
    /// The account that the first key and session stand for.
    pub account: String,
    /// The user that the first session stands for.
    pub user: String,
    /// Where the clock stands still.
    pub frozen_at: Option<UnixSeconds>,
    /// What tokens are made of, if not of randomness.
    pub token_seed: Option<String>,
    /// What ids are made of.
    pub seed_ids: u64,
}

impl Default for Arguments {
    fn default() -> Self {
        Self {
            port: 12111,
            host: "127.0.0.1".into(),
            allow_host: Vec::new(),
            seed: None,
            data: None,
            account: "acct_example".into(),
            user: "usr_example".into(),
            frozen_at: None,
            token_seed: None,
            seed_ids: 1,
        }
    }
}

/// What the command line asks for.
#[derive(Debug)]
pub enum Asked {
    /// To serve.
    Serve(Box<Arguments>),
    /// To print a text: the help, or the version.
    Print(String),
}

/// A flag, and how its value is read; a fault says what was expected.
struct Flag {
    name: &'static str,
    value: &'static str,
    help: &'static str,
    read: fn(&mut Arguments, &str) -> Result<(), &'static str>,
}

const FLAGS: [Flag; 10] = [
    Flag {
        name: "port",
        value: "PORT",
        help: "Port to listen on; 0 takes any free one [default: 12111]",
        read: |it, value| set(&mut it.port, value.parse().ok(), "a port from 0 to 65535"),
    },
    Flag {
        name: "host",
        value: "HOST",
        help: "Address or name to listen on; others than this machine's own open the emulator to the network [default: 127.0.0.1]",
        read: |it, value| set(&mut it.host, text(value), "an address or a name"),
    },
    Flag {
        name: ALLOW_HOST,
        value: "NAME",
        help: "A further name under which requests are answered, such as a container's; may be repeated",
        read: |it, value| text(value).map(|name| it.allow_host.push(name)).ok_or("a name"),
    },
    Flag {
        name: "seed",
        value: "FILE",
        help: "A JSON file of secrets to begin with, and to reset to",
        read: |it, value| set(&mut it.seed, text(value).map(Some), "a file's name"),
    },
    Flag {
        name: "data",
        value: "FILE",
        help: "A file that keeps everything over restarts; while it does not exist, --seed is the beginning",
        read: |it, value| set(&mut it.data, text(value).map(Some), "a file's name"),
    },
    Flag {
        name: "account",
        value: "ID",
        help: "The account that the printed key and session stand for [default: acct_example]",
        read: |it, value| set(&mut it.account, text(value), "an id"),
    },
    Flag {
        name: "user",
        value: "ID",
        help: "The user that the printed session stands for [default: usr_example]",
        read: |it, value| set(&mut it.user, text(value), "an id"),
    },
    Flag {
        name: "frozen-at",
        value: "TIME",
        help: "Stops the clock: Unix seconds, or ISO 8601 (UTC unless a zone is given)",
        read: |it, value| {
            set(
                &mut it.frozen_at,
                parse_time(value).map(Some),
                "Unix seconds or ISO 8601, such as 2026-11-27T20:40:25Z",
            )
        },
    },
    Flag {
        name: "token-seed",
        value: "TEXT",
        help: "Makes tokens the same in every run, for CI; anybody can then guess them",
        read: |it, value| set(&mut it.token_seed, text(value).map(Some), "a text"),
    },
    Flag {
        name: "seed-ids",
        value: "N",
        help: "Which ids secrets and requests get; the same number gives the same ids [default: 1]",
        read: |it, value| set(&mut it.seed_ids, value.parse().ok(), "a whole number from 0 on"),
    },
];

/// The one flag that may be repeated.
const ALLOW_HOST: &str = "allow-host";
/// Characters of a wrong word that are repeated.
const MOST_SHOWN: usize = 100;

fn set<T>(place: &mut T, value: Option<T>, expected: &'static str) -> Result<(), &'static str> {
    *place = value.ok_or(expected)?;
    Ok(())
}

fn text(value: &str) -> Option<String> {
    (!value.is_empty()).then(|| value.to_owned())
}

/// Reads the words after the command's name, `program`.
///
/// # Errors
/// One line that says what is wrong.
pub fn read(program: &str, words: impl IntoIterator<Item = String>) -> Result<Asked, String> {
    let mut words = words.into_iter().peekable();
    let mut arguments = Arguments::default();
    let mut given = Vec::new();
    while let Some(word) = words.next() {
        match word.as_str() {
            "-h" | "--help" => return Ok(Asked::Print(help(program))),
            "-V" | "--version" => return Ok(Asked::Print(version(program))),
            _ => {}
        }
        let (name, value) = word.split_once('=').map_or((word.as_str(), None), |(name, value)| (name, Some(value)));
        let named = name.strip_prefix("--").and_then(|name| FLAGS.iter().find(|flag| flag.name == name));
        let flag = named.ok_or_else(|| format!("unexpected argument {}; --help lists the flags", quote(name)))?;
        if given.contains(&flag.name) && flag.name != ALLOW_HOST {
            return Err(format!("--{} was given twice", flag.name));
        }
        given.push(flag.name);
        let following = if value.is_none() { words.next_if(|word| !word.starts_with("--")) } else { None };
        let value = value.or(following.as_deref()).ok_or_else(|| format!("--{} needs a {}", flag.name, flag.value))?;
        (flag.read)(&mut arguments, value)
            .map_err(|expected| format!("--{} is {}: expected {expected}", flag.name, quote(value)))?;
    }
    Ok(Asked::Serve(Box::new(arguments)))
}

/// A word in quotes, on one line and not longer than a line may be.
fn quote(word: &str) -> String {
    let plain = word.chars().take(MOST_SHOWN).map(|c| if c.is_control() { '?' } else { c });
    format!("\"{}\"", plain.collect::<String>())
}

fn version(program: &str) -> String {
    format!("{program} {}\n", env!("CARGO_PKG_VERSION"))
}

fn help(program: &str) -> String {
    let mut text = format!(
        "A stateful emulator of Stripe's Secret Store. It prints a key, a session and a first\n\
         request; more tokens are issued at POST /_emulator/keys and POST /_emulator/sessions.\n\
         It needs no real key and accepts none.\n\n\
         Usage: {program} [OPTIONS]\n\nOptions:\n"
    );
    let flags = FLAGS.iter().map(|flag| (format!("--{} <{}>", flag.name, flag.value), flag.help));
    let others = [("-h, --help".to_owned(), "Prints this"), ("-V, --version".to_owned(), "Prints the version")];
    for (flag, says) in flags.chain(others) {
        let _ = writeln!(text, "  {flag:<20}  {says}");
    }
    text
}

impl Arguments {
    /// What the emulator begins with. `seed` is what the file of `--seed` holds.
    ///
    /// # Errors
    /// The file holds no state.
    pub fn beginning(&self, seed: Option<&[u8]>) -> Result<Beginning, Fault> {
        let state = seed.map(State::from_json).transpose()?.unwrap_or_default();
        Ok(Beginning { seed: self.seed_ids, frozen_at: self.frozen_at, state })
    }

    /// A state that a file has kept, as the emulator takes it: a time that was asked for goes before the file's.
    pub fn restored(&self, state: State) -> State {
        if self.frozen_at.is_some() { state.without_clock() } else { state }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

    fn asked(line: &str) -> Result<Asked, String> {
        read("emulator", line.split(' ').filter(|word| !word.is_empty()).map(str::to_owned))
    }

    fn arguments(line: &str) -> Arguments {
        match asked(line) {
            Ok(Asked::Serve(arguments)) => *arguments,
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn a_value_follows_its_flag_or_an_equals_sign() {
        let it = arguments("--port 0 --seed=a=b --allow-host one --allow-host=two --frozen-at 1970-01-02 --seed-ids 7");
        assert_eq!((it.port, it.seed.as_deref(), it.frozen_at, it.seed_ids), (0, Some("a=b"), Some(86_400), 7));
        assert_eq!(it.allow_host, ["one", "two"]);
        let usual = arguments("");
        assert_eq!((usual.port, usual.host.as_str(), usual.seed_ids), (12111, "127.0.0.1", 1));
    }

    #[test]
    fn an_error_is_one_line() {
        for (line, says) in [
            ("--prot 1", "unexpected argument \"--prot\"; --help lists the flags"),
            ("serve", "unexpected argument \"serve\"; --help lists the flags"),
            ("--port 65536", "--port is \"65536\": expected a port from 0 to 65535"),
            ("--port=-1", "--port is \"-1\": expected a port from 0 to 65535"),
            ("--account=", "--account is \"\": expected an id"),
            ("--seed", "--seed needs a FILE"),
            ("--seed --data f", "--seed needs a FILE"),
            ("--user a --user b", "--user was given twice"),
            (
                "--frozen-at tomorrow",
                "--frozen-at is \"tomorrow\": expected Unix seconds or ISO 8601, such as 2026-11-27T20:40:25Z",
            ),
        ] {
            assert_eq!(asked(line).unwrap_err(), says);
        }
        let long = read("emulator", [format!("\n\u{1b}[31m{}", "x".repeat(5_000))]).unwrap_err();
        assert!(long.len() < 300 && !long.contains(['\n', '\u{1b}']), "{long}");
    }

    #[test]
    fn the_help_names_every_flag() {
        let Ok(Asked::Print(help)) = asked("--port 1 --help") else { panic!("no help") };
        for flag in FLAGS {
            assert!(help.contains(&format!("--{} <{}>", flag.name, flag.value)), "{help}");
        }
        let Ok(Asked::Print(version)) = asked("-V") else { panic!("no version") };
        assert_eq!(version, format!("emulator {}\n", env!("CARGO_PKG_VERSION")));
    }
}
