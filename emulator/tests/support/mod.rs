//! What the tests of the emulated API share: clients, and requests as they write them.

#![allow(dead_code)] // each test uses its part

pub mod openapi;

use serde_json::{Value, json};
use stripe_apps_secrets_emulator::{Emulator, Failure, Holder, Principal, Request, Response, State, Tree};

pub const NOW: i64 = 1_800_000_000;
pub const ACCOUNT: &str = "scope[type]=account";
pub const OWN: &str = "scope[type]=user&scope[user]=usr_own";
pub const OTHER: &str = "scope[type]=user&scope[user]=usr_other";

pub struct Client {
    pub token: String,
}

pub fn extension(emulator: &mut Emulator, user: &str) -> Client {
    client(emulator, Principal::extension("app", "acct_example", user, false))
}

pub fn backend(emulator: &mut Emulator) -> Client {
    client(emulator, Principal::backend("app", "acct_example", false))
}

pub fn client(emulator: &mut Emulator, holder: impl Into<Holder>) -> Client {
    Client { token: emulator.issue_token(holder) }
}

impl Client {
    pub fn request(&self, method: &str, path: &str, form: &str) -> Request {
        let mut request = Request { method: method.into(), path_and_query: path.into(), ..Request::default() };
        request.headers.push(("authorization".into(), format!("Bearer {}", self.token)));
        request.headers.push(("content-type".into(), "application/x-www-form-urlencoded".into()));
        match method {
            "GET" => request.path_and_query = format!("{path}?{form}"),
            _ => request.body = form.as_bytes().to_vec(),
        }
        request
    }

    pub fn create(&self, scope: &str, name: &str) -> Request {
        self.request("POST", "/v1/apps/secrets", &format!("{scope}&name={name}&payload=payload-placeholder"))
    }

    pub fn find(&self, scope: &str, name: &str) -> Request {
        self.request("GET", "/v1/apps/secrets/find", &format!("{scope}&name={name}&expand[0]=payload"))
    }

    pub fn list(&self, scope: &str) -> Request {
        self.request("GET", "/v1/apps/secrets", scope)
    }

    pub fn delete(&self, scope: &str, name: &str) -> Request {
        self.request("POST", "/v1/apps/secrets/delete", &format!("{scope}&name={name}"))
    }
}

pub fn with_header(mut request: Request, name: &str, value: &str) -> Request {
    request.headers.push((name.into(), value.into()));
    request
}

pub fn keyed(request: Request, key: &str) -> Request {
    with_header(request, "Idempotency-Key", key)
}

pub fn body(response: &Response) -> Value {
    serde_json::from_str(&response.body).unwrap()
}

pub fn code(response: &Response) -> String {
    body(response)["error"]["code"].as_str().unwrap_or_default().to_owned()
}

/// The names on a list, newest first.
pub fn names(emulator: &mut Emulator, client: &Client, scope: &str) -> Vec<String> {
    let list = body(&emulator.handle(&client.list(scope), NOW));
    list["data"].as_array().unwrap().iter().map(|secret| secret["name"].as_str().unwrap().to_owned()).collect()
}

pub fn tree(value: &Value) -> Tree {
    Tree::from_json(value.to_string().as_bytes(), "value").unwrap()
}

/// Scripts a failure, as a test writes it.
pub fn fail(emulator: &mut Emulator, failure: &Value) {
    emulator.script_failure(Failure::read(&tree(failure)).unwrap());
}

pub fn state(value: &Value) -> State {
    State::read(&tree(value)).unwrap()
}

/// A state with two secrets of one account, for whoever needs any.
pub fn any_state() -> Value {
    json!({"accounts": {"acct_example": {
        "account": {"shared": "payload-placeholder"},
        "users": {"usr_own": {"mine": {"payload": "payload-placeholder", "expires_at": NOW + 60}}},
    }}})
}
