//! One HTTP server for the demo: the emulator under its own paths, the page under all others. One origin, so that the
//! page may ask the emulator as the Dashboard asks Stripe.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::thread::JoinHandle;

use anyhow::{Context, Result};
use axum::Router;
use stripe_apps_secrets_emulator::host::Hosts;
use stripe_apps_secrets_emulator::server::{SharedEmulator, router};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;
use tower_http::services::ServeDir;

/// The port that stands for any free one.
pub const ANY_PORT: u16 = 0;

/// A running server, reachable from this machine only. It ends when it is let go of.
pub struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves the files of `page` and an empty emulator, on 127.0.0.1.
    pub fn start(page: PathBuf, port: u16) -> Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build().context("no server can be started")?;
        let listener = runtime
            .block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, port)))
            .with_context(|| format!("port {port} cannot be listened on; another is chosen with --port"))?;
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel();
        let app = router(SharedEmulator::default(), Hosts::new(address.ip(), [])).fallback_service(ServeDir::new(page));
        let thread = std::thread::spawn(move || serve(&runtime, listener, app, stopped));
        Ok(Self { address, stop: Some(stop), thread: Some(thread) })
    }

    /// Where it answers.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

/// Open connections of a browser are cut: nobody waits for them.
fn serve(runtime: &Runtime, listener: TcpListener, app: Router, stopped: oneshot::Receiver<()>) {
    runtime.block_on(async {
        tokio::select! {
            ended = async { axum::serve(listener, app).await } => {
                if let Err(error) = ended {
                    eprintln!("The demo's server ended: {error}");
                }
            }
            _ = stopped => {}
        }
    });
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(()); // it may have ended by itself
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join(); // a panic there has been printed
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    fn get(server: &Server, path: &str) -> String {
        let mut stream = TcpStream::connect(server.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn the_page_and_the_emulator_answer_at_one_origin() {
        let page = tempfile::tempdir().unwrap();
        std::fs::write(page.path().join("index.html"), "<title>the simulator</title>").unwrap();
        let server = Server::start(page.path().to_owned(), ANY_PORT).unwrap();
        assert!(get(&server, "/").contains("the simulator"));
        assert!(get(&server, "/absent.js").starts_with("HTTP/1.1 404"));
        let refused = get(&server, "/v1/apps/secrets");
        assert!(refused.starts_with("HTTP/1.1 401") && refused.contains("\"error\""), "{refused}");
    }

    #[test]
    fn a_port_in_use_is_named() {
        let page = tempfile::tempdir().unwrap();
        let first = Server::start(page.path().to_owned(), ANY_PORT).unwrap();
        let second = Server::start(page.path().to_owned(), first.address.port());
        let error = second.err().map(|error| format!("{error:#}")).unwrap_or_default();
        assert!(error.contains(&first.address.port().to_string()) && error.contains("--port"), "{error}");
    }

    #[test]
    fn the_port_is_free_again_after_the_demo() {
        let page = tempfile::tempdir().unwrap();
        let first = Server::start(page.path().to_owned(), ANY_PORT).unwrap();
        let port = first.address.port();
        drop(first);
        assert!(Server::start(page.path().to_owned(), port).is_ok());
    }
}
