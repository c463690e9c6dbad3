//! The emulator as a command.

use clap::Parser;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::process::ExitCode;
use stripe_apps_secrets_emulator::server::{SharedEmulator, serve};
use tokio::net::TcpListener;

/// A stateful emulator of Stripe's Secret Store. It starts empty and keeps everything in
/// memory. Tokens are issued at POST /_emulator/sessions and POST /_emulator/keys; it
/// needs no real key and accepts none.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Port to listen on; 0 takes any free one
    #[arg(long, default_value_t = 12111)]
    port: u16,
    /// Address or name to listen on; others than this machine's own open the emulator to the network
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            let _ = writeln!(io::stderr(), "stripe-apps-secrets-emulator: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| format!("cannot start: {error}"))?.block_on(listen(arguments))
}

async fn listen(Arguments { port, host }: &Arguments) -> Result<(), String> {
    let listener = TcpListener::bind((host.as_str(), *port)).await.map_err(|error| refusal(host, *port, &error))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let shutdown = watch_signals().map_err(|error| format!("cannot watch for Ctrl-C: {error}"))?;
    announce(address).map_err(|error| format!("cannot write to the terminal: {error}"))?;
    serve(listener, SharedEmulator::default(), shutdown).await.map_err(|error| format!("stopped: {error}"))
}

/// One line that a script can wait for.
fn announce(address: SocketAddr) -> io::Result<()> {
    let mut out = io::stdout();
    writeln!(out, "listening on http://{address}")?;
    out.flush()
}

fn refusal(host: &str, port: u16, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!(
                "{host}:{port} is in use by another program; choose another port with --port, or --port 0 for any free one"
            )
        }
        _ => format!("cannot listen on {host}:{port}: {error}"),
    }
}

/// Done at Ctrl-C or when the system asks the process to end. Both are watched from the
/// moment this returns, not from the first poll: whoever reads the announced address may
/// send a signal at once.
#[cfg(unix)]
fn watch_signals() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Done at Ctrl-C.
#[cfg(windows)]
fn watch_signals() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        let _ = interrupt.recv().await;
    })
}
