//! The emulator as a command.

mod beginning;
mod signals;

use std::io::{self, Write};
use std::net::SocketAddr;
use std::process::ExitCode;
use stripe_apps_secrets_emulator::Principal;
use stripe_apps_secrets_emulator::arguments::{self, Arguments, Asked};
use stripe_apps_secrets_emulator::greeting::{Welcome, cannot_listen, greeting};
use stripe_apps_secrets_emulator::host::Hosts;
use stripe_apps_secrets_emulator::server::{RequestLog, Server, SharedEmulator, serve};
use stripe_apps_secrets_emulator::state::DEFAULT_APP;
use tokio::net::TcpListener;

/// The command cannot do what was asked.
const WRONG: u8 = 2;

fn main() -> ExitCode {
    let done = match asked() {
        Ok(Asked::Print(text)) => print(&text),
        Ok(Asked::Serve(arguments)) => run(&arguments),
        Err(message) => Err(message),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            let _ = writeln!(io::stderr(), "stripe-apps-secrets-emulator: {message}");
            ExitCode::from(WRONG)
        }
    }
}

/// What the command line asks for.
fn asked() -> Result<Asked, String> {
    let words = std::env::args_os().skip(1).map(std::ffi::OsString::into_string);
    let words = words.collect::<Result<Vec<_>, _>>().map_err(|_| "an argument is not UTF-8".to_owned())?;
    arguments::read("stripe-apps-secrets-emulator", words)
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| format!("cannot start: {error}"))?.block_on(listen(arguments))
}

async fn listen(arguments: &Arguments) -> Result<(), String> {
    let Arguments { host, port, .. } = arguments;
    let listener = TcpListener::bind((host.as_str(), *port)).await.map_err(|error| refusal(host, *port, &error))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let shutdown = signals::watch().map_err(|error| format!("cannot watch for Ctrl-C: {error}"))?;
    let emulator = beginning::emulator(arguments)?;
    let data = beginning::data(arguments, &emulator)?;
    print(&welcome(&emulator, address, arguments)?)?;
    let log = RequestLog::to(io::stdout());
    let server = Server { emulator, hosts: hosts(address, arguments), data, log: log.clone() };
    serve(listener, server, shutdown).await;
    log.flush();
    Ok(())
}

/// The names under which the server may be asked: where it listens, as it was told, and what the flags add.
fn hosts(address: SocketAddr, Arguments { host, allow_host, .. }: &Arguments) -> Hosts {
    Hosts::new(address.ip(), allow_host.iter().chain([host]).cloned())
}

/// The first lines, with a key and a session.
fn welcome(
    emulator: &SharedEmulator,
    address: SocketAddr,
    Arguments { account, user, .. }: &Arguments,
) -> Result<String, String> {
    let issue = |principal| emulator.issue_token(principal).map_err(|error| format!("cannot issue a token: {error}"));
    let key = issue(Principal::backend(DEFAULT_APP, account, false))?;
    let session = issue(Principal::extension(DEFAULT_APP, account, user, false))?;
    let url = format!("http://{address}");
    Ok(greeting(Welcome { url: &url, account, user, key: &key, session: &session }))
}

fn print(text: &str) -> Result<(), String> {
    let mut out = io::stdout();
    let written = write!(out, "{text}").and_then(|()| out.flush());
    written.map_err(|error| format!("cannot write to the terminal: {error}"))
}

fn refusal(host: &str, port: u16, error: &io::Error) -> String {
    let is_in_use = error.kind() == io::ErrorKind::AddrInUse;
    cannot_listen(host, port, (!is_in_use).then(|| error.to_string()).as_deref())
}
