//! The command's flags, the same as those of `npx stripe-apps-secrets emulator`.

use clap::Parser;
use clap::builder::NonEmptyStringValueParser;
use clap::error::ErrorKind;
use std::path::PathBuf;
use stripe_apps_secrets_emulator::clock::UnixSeconds;
use stripe_apps_secrets_emulator::time::parse_time;

/// A stateful emulator of Stripe's Secret Store. It prints a key, a session and a first
/// request; more tokens are issued at POST /_emulator/keys and POST /_emulator/sessions.
/// It needs no real key and accepts none.
#[derive(Debug, Parser)]
#[command(name = "stripe-apps-secrets-emulator", version)]
pub struct Arguments {
    /// Port to listen on; 0 takes any free one
    #[arg(long, default_value_t = 12111)]
    pub port: u16,
    /// Address or name to listen on; others than this machine's own open the emulator to the network
    #[arg(long, default_value = "127.0.0.1", value_parser = NonEmptyStringValueParser::new())]
    pub host: String,
    /// A further name under which requests are answered, such as a container's; may be repeated
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub allow_host: Vec<String>,
    /// A JSON file of secrets to begin with
    #[arg(long, value_name = "FILE")]
    pub seed: Option<PathBuf>,
    /// A file that keeps everything over restarts; while it does not exist, --seed is the beginning
    #[arg(long, value_name = "FILE")]
    pub data: Option<PathBuf>,
    /// The account that the printed key and session stand for
    #[arg(long, value_name = "ID", default_value = "acct_example", value_parser = NonEmptyStringValueParser::new())]
    pub account: String,
    /// The user that the printed session stands for
    #[arg(long, value_name = "ID", default_value = "usr_example", value_parser = NonEmptyStringValueParser::new())]
    pub user: String,
    /// Stops the clock: Unix seconds, or ISO 8601 (UTC unless a zone is given)
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub frozen_at: Option<UnixSeconds>,
    /// Makes tokens the same in every run, for CI; anybody can then guess them
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    pub token_seed: Option<String>,
    /// Which ids secrets and requests get; the same number gives the same ids
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed_ids: u64,
}

/// What the command line asks for.
pub enum Asked {
    /// To serve.
    Serve(Arguments),
    /// To print a text: the help, or the version.
    Print(String),
}

/// Reads the command line.
///
/// # Errors
/// One line that says what is wrong.
pub fn read(words: impl IntoIterator<Item = std::ffi::OsString>) -> Result<Asked, String> {
    match Arguments::try_parse_from(words) {
        Ok(arguments) => Ok(Asked::Serve(arguments)),
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            Ok(Asked::Print(error.to_string()))
        }
        Err(error) => {
            let text = error.to_string();
            let line = text.lines().next().unwrap_or_default();
            Err(format!("{}; --help lists the flags", line.trim_start_matches("error: ")))
        }
    }
}

fn time(text: &str) -> Result<UnixSeconds, String> {
    parse_time(text).ok_or_else(|| "expected Unix seconds or ISO 8601, such as 2026-11-27T20:40:25Z".to_owned())
}
