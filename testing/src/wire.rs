//! Requests and deliveries as JavaScript has them.

use serde::de::{Deserializer, Error, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::fmt;
use stripe_apps_secrets_emulator::{Delivery, Fault, Request, Response};
use wasm_bindgen::JsValue;

use crate::values::{Answer, thrown};

/// A request.
#[derive(Deserialize)]
struct Incoming {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Body,
}

/// A text, or bytes.
struct Body(Vec<u8>);

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyBody;

        impl<'de> Visitor<'de> for AnyBody {
            type Value = Body;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or bytes")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Body, E> {
                Ok(Body(text.into()))
            }

            fn visit_string<E: Error>(self, text: String) -> Result<Body, E> {
                Ok(Body(text.into_bytes()))
            }

            fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Body, E> {
                Ok(Body(bytes))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Body, A::Error> {
                let mut bytes = Vec::new();
                while let Some(byte) = access.next_element()? {
                    bytes.push(byte);
                }
                Ok(Body(bytes))
            }
        }

        deserializer.deserialize_any(AnyBody)
    }
}

/// A request out of JavaScript's. serde's error is not shown: it quotes the value.
pub fn request(value: JsValue) -> Answer<Request> {
    let incoming: Incoming = serde_wasm_bindgen::from_value(value).map_err(|_| {
        thrown(&Fault::new(
            "request",
            "must have method, path, headers as a list of pairs, and body as a text or bytes",
        ))
    })?;
    let Incoming { method, path, headers, body } = incoming;
    Ok(Request { method, path_and_query: path, headers, body: body.0 })
}

/// A delivery.
#[derive(Serialize)]
pub struct Outgoing {
    deliver: &'static str,
    delay: u32,
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

impl From<Delivery> for Outgoing {
    fn from(delivery: Delivery) -> Self {
        let Delivery { response, fate, delay } = delivery;
        Self { deliver: fate.name(), delay, status: response.status, headers: response.headers, body: response.body }
    }
}

/// A response that a server sends as it is.
#[derive(Serialize, Deserialize)]
pub struct Sent {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl From<Response> for Sent {
    fn from(Response { status, headers, body }: Response) -> Self {
        Self { status, headers, body }
    }
}

/// Reads a response that JavaScript hands back.
pub fn read_response(value: JsValue) -> Answer<Sent> {
    serde_wasm_bindgen::from_value(value)
        .map_err(|_| thrown(&Fault::new("answer", "must have status, headers as a list of pairs, and body")))
}

/// The words of a command line.
pub fn words(value: JsValue) -> Answer<Vec<String>> {
    serde_wasm_bindgen::from_value(value).map_err(|_| thrown(&Fault::new("words", "must be a list of texts")))
}
