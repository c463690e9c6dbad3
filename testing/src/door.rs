//! The exported class behind the command: what a server over HTTP asks the emulator, and everything that it says.
//!
//! The axum server asks the same functions. So JavaScript holds sockets, timers and files, and no rule.

use std::cell::RefCell;
use std::net::{IpAddr, SocketAddr};

use serde::Serialize;
use stripe_apps_secrets_emulator::admission::{Route, Target, answer_to_head, is_safe};
use stripe_apps_secrets_emulator::arguments::{self, Arguments, Asked};
use stripe_apps_secrets_emulator::error::ApiError;
use stripe_apps_secrets_emulator::greeting::{Welcome, greeting, no_state};
use stripe_apps_secrets_emulator::host::Hosts;
use stripe_apps_secrets_emulator::state::DEFAULT_APP;
use stripe_apps_secrets_emulator::token::{TokenSequence, letters};
use stripe_apps_secrets_emulator::transport::last_answer;
use stripe_apps_secrets_emulator::{Delivery, Emulator, Fate, Fault, Holder, Principal, Request, Response, State};
use wasm_bindgen::prelude::*;

use crate::values::{Answer, thrown, to_js, whole};
use crate::wire::{self, Outgoing, Sent};

fn refused(why: &str) -> ApiError {
    match why {
        "broken_body" => ApiError::broken_body(),
        "head_too_large" => ApiError::head_too_large(),
        "not_kept" => ApiError::not_kept(),
        "too_large" => ApiError::too_large(),
        "too_slow" => ApiError::too_slow(),
        _ => ApiError::not_http(),
    }
}

/// The answer to a request that the server itself refuses.
#[wasm_bindgen]
pub fn refusal(why: &str, method: &str, target: &str) -> Answer {
    let path = Target::read(method, target).path_and_query;
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    to_js(&Sent::from(Route::of(path).open(refused(why).response())))
}

/// The bytes of a connection's last answer, where nothing that was sent can be answered otherwise.
#[wasm_bindgen(js_name = lastAnswer)]
pub fn last_refusal(why: &str) -> String {
    last_answer(&refused(why).response())
}

/// What a head comes to.
#[derive(Serialize)]
struct Admitted {
    /// The answer, if the head alone decides.
    answer: Option<Sent>,
    /// The most bytes that a body may have.
    most: usize,
}

/// What a request comes to.
#[derive(Serialize)]
struct Answered {
    #[serde(flatten)]
    delivery: Outgoing,
    /// Whether it may have changed what is to be kept.
    changed: bool,
}

/// An emulator behind a server.
#[wasm_bindgen]
pub struct Door {
    arguments: Arguments,
    inside: RefCell<Inside>,
}

struct Inside {
    emulator: Emulator,
    /// Where tokens come from, if not from the system's randomness.
    sequence: Option<TokenSequence>,
    hosts: Option<Hosts>,
}

impl Inside {
    fn token_text(sequence: Option<&mut TokenSequence>, random: Option<&[u8]>) -> Option<String> {
        match sequence {
            Some(sequence) => Some(sequence.next_letters()),
            None => random.and_then(|random| random.try_into().ok()).map(letters),
        }
    }

    fn issue(&mut self, holder: impl Into<Holder>, random: &[u8]) -> Result<String, Fault> {
        let text = Self::token_text(self.sequence.as_mut(), Some(random));
        self.emulator.issue_random_token(holder, &text.unwrap_or_default())
    }

    /// Answers under `/v1` or `/_emulator`.
    fn answer(&mut self, request: &Request, random: Option<&[u8]>, real: i64) -> Delivery {
        if Route::of(request.path()) == Route::Administration {
            let sequence = self.sequence.as_mut();
            let response = self.emulator.administer(request, real, || Self::token_text(sequence, random));
            return Delivery { response, fate: Fate::Answer, delay: 0 };
        }
        let delivery = self.emulator.deliver(request, real);
        Delivery { response: Route::Api.open(delivery.response), ..delivery }
    }
}

fn in_use() -> JsValue {
    thrown(&Fault::new("emulator", "is in use"))
}

impl Door {
    fn with<T>(&self, act: impl FnOnce(&mut Inside) -> T) -> Answer<T> {
        self.inside.try_borrow_mut().map(|mut inside| act(&mut inside)).map_err(|_| in_use())
    }
}

fn address(text: &str) -> Option<IpAddr> {
    text.split('%').next().and_then(|address| address.parse().ok())
}

#[wasm_bindgen]
impl Door {
    /// An emulator as the words of a command line want it. `seed` is what the file of `--seed` holds.
    #[wasm_bindgen(constructor)]
    pub fn new(program: &str, words: JsValue, seed: Option<Vec<u8>>, real: f64) -> Answer<Door> {
        let Ok(Asked::Serve(arguments)) = arguments::read(program, wire::words(words)?) else {
            return Err(thrown(&Fault::new("words", "must ask to serve")));
        };
        let beginning = arguments.beginning(seed.as_deref()).map_err(|fault| {
            let file = arguments.seed.as_deref().unwrap_or_default();
            thrown(&Fault::new("", no_state(file, &fault.to_string())))
        })?;
        let inside = Inside {
            emulator: Emulator::beginning_with(beginning, whole(real, "real")?),
            sequence: arguments.token_seed.as_deref().map(TokenSequence::new),
            hosts: None,
        };
        Ok(Self { arguments: *arguments, inside: RefCell::new(inside) })
    }

    /// Goes on with what a file has kept.
    pub fn restore(&self, text: &[u8], real: f64) -> Answer<()> {
        let state = State::from_json(text).map_err(|fault| thrown(&Fault::new("", fault.to_string())))?;
        let (state, real) = (self.arguments.restored(state), whole(real, "real")?);
        self.with(|inside| inside.emulator.set_state(state, real))
    }

    /// The state as JSON, for the data file.
    #[wasm_bindgen(js_name = stateJson)]
    pub fn state_json(&self, real: f64) -> Answer<String> {
        let real = whole(real, "real")?;
        self.with(|inside| inside.emulator.snapshot(real).to_json())
    }

    /// The first lines of a server that listens at an address, with a key and a session out of two random texts.
    pub fn welcome(&self, ip: &str, port: u16, for_key: &[u8], for_session: &[u8]) -> Answer<String> {
        let ip = address(ip).ok_or_else(|| thrown(&Fault::new("ip", "must be an address")))?;
        let Arguments { host, allow_host, account, user, .. } = &self.arguments;
        let hosts = Hosts::new(ip, allow_host.iter().chain([host]).cloned());
        let issued = self.with(|inside| {
            inside.hosts = Some(hosts);
            let key = inside.issue(Principal::backend(DEFAULT_APP, account, false), for_key)?;
            Ok((key, inside.issue(Principal::extension(DEFAULT_APP, account, user, false), for_session)?))
        })?;
        let (key, session) = issued.map_err(|fault| thrown(&fault))?;
        let url = format!("http://{}", SocketAddr::new(ip, port));
        Ok(greeting(Welcome { url: &url, account, user, key: &key, session: &session }))
    }

    /// What the head of a request comes to. `local` is the address at which its connection arrived.
    #[wasm_bindgen(js_name = admit)]
    pub fn admit(&self, head: JsValue, local: &str) -> Answer {
        let mut request = wire::request(head)?;
        let target = std::mem::take(&mut request.path_and_query);
        let Target { authority, path_and_query } = Target::read(&request.method, &target);
        request.path_and_query = path_and_query.to_owned();
        let route = Route::of(request.path());
        let answer = self.with(|inside| {
            inside.hosts.as_ref().map(|hosts| answer_to_head(hosts, &request, authority, address(local)))
        })?;
        let answer = answer.ok_or_else(in_use)?;
        to_js(&Admitted { answer: answer.map(Sent::from), most: route.most_body_bytes() })
    }

    /// Answers a request that was admitted. `random` is there for a token.
    pub fn answer(&self, request: JsValue, random: Option<Vec<u8>>, real: f64) -> Answer {
        let (mut request, real) = (wire::request(request)?, whole(real, "real")?);
        request.path_and_query = Target::read(&request.method, &request.path_and_query).path_and_query.to_owned();
        let delivery = self.with(|inside| inside.answer(&request, random.as_deref(), real))?;
        // A stranger's request changes nothing.
        let changed = !is_safe(&request.method) && delivery.response.status != 401;
        to_js(&Answered { delivery: delivery.into(), changed })
    }
}

/// The bytes of the last answer to the head of a request, for a tunnel, which no library answers.
#[wasm_bindgen(js_name = asLast)]
pub fn as_last(answer: JsValue) -> Answer<String> {
    let Sent { status, headers, body } = wire::read_response(answer)?;
    Ok(last_answer(&Response { status, headers, body }))
}
