//! The least that a server over axum can be, for `cargo xtask bench` to compare the emulator with: it reads a body and
//! answers as many bytes as the emulator does to a create.

use axum::Router;
use axum::body::Bytes;
use axum::routing::any;
use std::io::Write;
use tokio::net::TcpListener;

const ANSWER: &str = include_str!("../../tests/bench/children/answer.json");

fn main() -> std::io::Result<()> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        writeln!(std::io::stdout(), "listening on http://{}", listener.local_addr()?)?;
        let answer = any(|_body: Bytes| async { ([("content-type", "application/json")], ANSWER) });
        axum::serve(listener, Router::new().fallback(answer)).await
    })
}
