//! The command's flags, its limits, and the lines that it prints.

use std::time::Duration;

use serde::Serialize;
use stripe_apps_secrets_emulator::admission::Target;
use stripe_apps_secrets_emulator::arguments::{self, Arguments, Asked};
use stripe_apps_secrets_emulator::greeting::{GUESSABLE, cannot_listen, damaged, not_usable, not_written};
use stripe_apps_secrets_emulator::token::RANDOM_BYTES;
use stripe_apps_secrets_emulator::{limits, line};
use wasm_bindgen::prelude::*;

use crate::values::{Answer, to_js, whole};
use crate::wire;

/// What the command line asks for; one member is there.
#[derive(Default, Serialize)]
struct Command {
    #[serde(skip_serializing_if = "Option::is_none")]
    print: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wrong: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    serve: Option<Serve>,
}

/// What of the flags the server itself carries out.
#[derive(Serialize)]
struct Serve {
    port: u16,
    host: String,
    seed: Option<String>,
    data: Option<String>,
    /// A warning about tokens that can be guessed.
    warning: Option<&'static str>,
}

/// Reads the words after the command's name.
#[wasm_bindgen(js_name = commandLine)]
pub fn command_line(program: &str, words: JsValue) -> Answer {
    let command = match arguments::read(program, wire::words(words)?) {
        Err(wrong) => Command { wrong: Some(wrong), ..Command::default() },
        Ok(Asked::Print(text)) => Command { print: Some(text), ..Command::default() },
        Ok(Asked::Serve(it)) => {
            let Arguments { port, host, seed, data, token_seed, .. } = *it;
            let warning = token_seed.map(|_| GUESSABLE);
            Command { serve: Some(Serve { port, host, seed, data, warning }), ..Command::default() }
        }
    };
    to_js(&command)
}

/// The line about a file that failed, or a port.
#[wasm_bindgen(js_name = errorMessage)]
pub fn error_message(what: &str, about: &str, why: Option<String>, port: Option<u16>) -> String {
    let reason = why.as_deref().unwrap_or_default();
    match what {
        "not_written" => not_written(about, reason),
        "cannot_listen" => cannot_listen(about, port.unwrap_or_default(), why.as_deref()),
        _ => not_usable(about, reason),
    }
}

/// The line about a damaged file, which is now `aside`.
#[wasm_bindgen(js_name = damageMessage)]
pub fn damage_message(file: &str, aside: &str, why: &str) -> String {
    damaged(file, aside, why)
}

/// One line of log.
#[wasm_bindgen(js_name = logLine)]
pub fn log_line(
    at: f64,
    method: &str,
    target: &str,
    status: Option<u16>,
    request_id: Option<String>,
) -> Answer<String> {
    let target = Target::read(method, target).path_and_query;
    let path = target.split_once('?').map_or(target, |(path, _)| path);
    Ok(line::line(whole(at, "at")?, method, path, status, request_id.as_deref()))
}

/// What a client may take up; times in milliseconds.
#[derive(Serialize)]
struct Limits {
    head_bytes: usize,
    discarded_bytes: usize,
    connections: usize,
    waiting_lines: usize,
    head_time: u32,
    body_time: u32,
    answer_time: u32,
    grace: u32,
    log_grace: u32,
    random_bytes: usize,
}

fn milliseconds(time: Duration) -> u32 {
    u32::try_from(time.as_millis()).unwrap_or(u32::MAX)
}

/// What a client may take up.
#[wasm_bindgen(js_name = limits)]
pub fn all_limits() -> Answer {
    to_js(&Limits {
        head_bytes: limits::MOST_HEAD_BYTES,
        discarded_bytes: limits::MOST_DISCARDED_BYTES,
        connections: limits::MOST_CONNECTIONS,
        waiting_lines: limits::MOST_WAITING_LINES,
        head_time: milliseconds(limits::HEAD_TIME),
        body_time: milliseconds(limits::BODY_TIME),
        answer_time: milliseconds(limits::ANSWER_TIME),
        grace: milliseconds(limits::GRACE),
        log_grace: milliseconds(limits::LOG_GRACE),
        random_bytes: RANDOM_BYTES,
    })
}
