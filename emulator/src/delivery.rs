//! How an answer reaches its caller: whole, damaged, late, or not at all. The emulator decides; a door carries it out.

use crate::failure::{Damage, Failure, Kind};
use crate::request::Response;

/// An answer, and what a door does with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The answer, as far as the caller gets it.
    pub response: Response,
    /// What becomes of it.
    pub fate: Fate,
    /// How many milliseconds the door waits before that.
    pub delay: u32,
}

/// What becomes of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is sent.
    Answer,
    /// Its body, shorter than its `content-length`, is sent; then the connection ends.
    Cut,
    /// The connection ends without an answer. Nothing was carried out.
    LostRequest,
    /// The connection ends without an answer. The request was carried out.
    LostAnswer,
    /// The connection stays open, and nothing is ever sent.
    Never,
}

impl Fate {
    /// What becomes of an answer under `failure`.
    pub fn of(failure: Option<&Failure>) -> Self {
        match failure.map(|failure| (&failure.kind, failure.body)) {
            Some((Kind::LostRequest, _)) => Self::LostRequest,
            Some((Kind::LostAnswer, _)) => Self::LostAnswer,
            Some((Kind::Never, _)) => Self::Never,
            Some((_, Some(Damage::Cut))) => Self::Cut,
            _ => Self::Answer,
        }
    }

    /// Its name in JavaScript.
    pub fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Cut => "cut",
            Self::LostRequest => "lost_request",
            Self::LostAnswer => "lost_answer",
            Self::Never => "never",
        }
    }

    /// Whether the caller gets a status.
    pub fn arrives(self) -> bool {
        matches!(self, Self::Answer | Self::Cut)
    }
}

/// The page of a gateway or a captive portal.
const PAGE: &str =
    "<!DOCTYPE html>\n<html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1></body></html>\n";

impl Delivery {
    /// What becomes of `response` under `failure`.
    pub fn of(mut response: Response, failure: Option<&Failure>) -> Self {
        if response.status == 0 {
            response.headers.clear();
        }
        match failure.and_then(|failure| failure.body) {
            Some(Damage::Empty) => response.body.clear(),
            Some(Damage::Html) => {
                response.body = PAGE.into();
                response.set_header("content-type", "text/html; charset=utf-8");
            }
            Some(Damage::Cut) => {
                response.set_header("content-length", &response.body.len().to_string());
                response.body = half(&response.body);
            }
            None => {}
        }
        if let Some(retry) = failure.and_then(|failure| failure.retryable) {
            response.set_header("stripe-should-retry", if retry { "true" } else { "false" });
        }
        Self { response, fate: Fate::of(failure), delay: failure.map_or(0, |failure| failure.delay) }
    }
}

/// The first half of a text, in characters.
fn half(text: &str) -> String {
    text.chars().take(text.chars().count() / 2).collect()
}
