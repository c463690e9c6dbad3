//! The command, as a person or a script runs it.

#![allow(clippy::unwrap_used, missing_docs)]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::{Child, Command, Output, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_stripe-apps-secrets-emulator");

fn run(arguments: &[&str]) -> Output {
    Command::new(PROGRAM).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A running emulator and the address that it printed.
fn started() -> (Child, String) {
    let mut child = Command::new(PROGRAM).args(["--port", "0"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim_end().strip_prefix("listening on ").unwrap().to_owned();
    (child, address)
}

#[test]
fn help_and_version_say_what_it_is() {
    let help = run(&["--help"]);
    assert!(help.status.success());
    for word in ["--port", "--host", "12111", "127.0.0.1", "/_emulator/sessions"] {
        assert!(text(&help.stdout).contains(word), "{word}");
    }
    assert!(text(&run(&["--version"]).stdout).contains(env!("CARGO_PKG_VERSION")));
    assert!(!run(&["--prot", "1"]).status.success());
}

#[test]
fn a_busy_port_is_said_in_one_line() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let refused = run(&["--port", &port]);
    assert!(!refused.status.success());
    let message = text(&refused.stderr);
    assert_eq!(message.lines().count(), 1, "{message}");
    assert!(message.contains(&port) && message.contains("in use") && message.contains("--port"), "{message}");
}

#[test]
fn it_prints_an_address_that_answers() {
    let (mut child, address) = started();
    assert!(address.starts_with("http://127.0.0.1:") && !address.ends_with(":0"), "{address}");
    let answer = ureq::get(format!("{address}/_emulator/requests")).call();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(answer.unwrap().status(), 200);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_cleanly_even_with_a_request_half_sent() {
    for signal in ["-INT", "-TERM"] {
        let (mut child, address) = started();
        let mut open = std::net::TcpStream::connect(address.trim_start_matches("http://")).unwrap();
        open.write_all(b"POST /v1/apps/secrets HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nhalf").unwrap();
        std::thread::sleep(std::time::Duration::from_millis(200));
        let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        assert!(child.wait().unwrap().success(), "{signal}");
        drop(open);
    }
}
