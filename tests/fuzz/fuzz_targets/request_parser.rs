//! Any requests whatever to the emulator, in an extension's session: each is answered as documented, and none of them
//! reads or changes a secret of another user, account, app or mode.
//!
//! The input is text, so that it can be written by hand: requests as in an `.http` file, apart by lines of `###`. The
//! `Authorization` header is the session's own, unless a request begins with the line `anonymous`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use stripe_apps_secrets_emulator::{Emulator, Principal, Request, Response};

const NOW: i64 = 1_700_000_000;
const USER: &str = "usr_example";
const MARK: &str = "foreign-payload-placeholder";
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// What the session may not reach: whose backend keeps it, in which scope, with which payload.
struct Foreign {
    token: String,
    scope: String,
    payload: String,
}

struct World {
    emulator: Emulator,
    session: String,
    foreign: Vec<Foreign>,
    /// Every token but the session's.
    others: Vec<String>,
}

impl World {
    fn new() -> Self {
        let mut emulator = Emulator::new(0);
        let session = emulator.issue_token(Principal::extension("app", "acct_example", USER, false));
        let own_backend = Principal::backend("app", "acct_example", false);
        let backend = emulator.issue_token(own_backend.clone());
        let others = vec![backend.clone()];
        let mut world = World { emulator, session, foreign: Vec::new(), others };
        let places = [
            (own_backend, user("usr_other")),
            (Principal::backend("app", "acct_other", false), user(USER)),
            (Principal::backend("app", "acct_other", false), account()),
            (Principal::backend("app_other", "acct_example", false), account()),
            (Principal::backend("app", "acct_example", true), user(USER)),
        ];
        for (number, (principal, scope)) in places.into_iter().enumerate() {
            let token = world.emulator.issue_token(principal);
            let payload = format!("{MARK}-{number}");
            world.create(&token, &scope, "n", &payload);
            world.others.push(token.clone());
            world.foreign.push(Foreign { token, scope, payload });
        }
        world.create(&backend, &user("usr_other"), "gone", MARK);
        world.delete(&backend, &user("usr_other"), "gone", "key-0");
        for scope in [user(USER), account()] {
            world.create(&backend, &scope, "n", "own-payload-placeholder");
        }
        world
    }

    fn create(&mut self, token: &str, scope: &str, name: &str, payload: &str) {
        let body = format!("{scope}&name={name}&payload={payload}");
        let answer = self.send(token, "POST", "/v1/apps/secrets", vec![header(FORM)], body);
        assert_eq!(answer.status, 200, "{}", answer.body);
    }

    /// Deletes a secret. The answer, payload and all, is saved under an idempotency key.
    fn delete(&mut self, token: &str, scope: &str, name: &str, key: &str) {
        let body = format!("{scope}&name={name}&expand[]=payload");
        let headers = vec![header(FORM), header(("idempotency-key", key))];
        let answer = self.send(token, "POST", "/v1/apps/secrets/delete", headers, body);
        assert!(answer.body.contains(MARK), "{}", answer.body);
    }

    fn send(
        &mut self,
        token: &str,
        method: &str,
        path: &str,
        mut headers: Vec<(String, String)>,
        body: String,
    ) -> Response {
        headers.push(("authorization".into(), format!("Bearer {token}")));
        let request = Request { method: method.into(), path_and_query: path.into(), headers, body: body.into_bytes() };
        self.emulator.handle(&request, NOW)
    }

    /// Every foreign secret is still as it was.
    fn is_untouched(&mut self) {
        for Foreign { token, scope, payload } in std::mem::take(&mut self.foreign) {
            let path = format!("/v1/apps/secrets?{scope}&expand[]=data.payload");
            let answer = json(&self.send(&token, "GET", &path, Vec::new(), String::new()));
            let kept = answer["data"].as_array().map(Vec::as_slice).unwrap_or_default();
            let is_same = |secret: &Value| secret["name"] == "n" && secret["payload"] == payload.as_str();
            assert!(kept.len() == 1 && kept.iter().all(is_same), "{scope} has been changed");
        }
    }
}

fn header((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn user(id: &str) -> String {
    format!("scope[type]=user&scope[user]={id}")
}

fn account() -> String {
    "scope[type]=account".to_owned()
}

fn json(answer: &Response) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("no JSON: {}", answer.body))
}

/// The requests of an input.
fn requests(input: &[u8], session: &str) -> Vec<Request> {
    const APART: &[u8] = b"\n###\n";
    let mut parts = vec![];
    let mut rest = input;
    while let Some(end) = rest.windows(APART.len()).position(|window| window == APART) {
        parts.push(&rest[..end]);
        rest = &rest[end + APART.len()..];
    }
    parts.push(rest);
    parts.into_iter().take(6).map(|part| request(part, session)).collect()
}

fn request(part: &[u8], session: &str) -> Request {
    let (head, body) = match part.windows(2).position(|window| window == b"\n\n") {
        Some(end) => (&part[..end], &part[end + 2..]),
        None => (part, &b""[..]),
    };
    let head = String::from_utf8_lossy(head);
    let (head, is_anonymous) = match head.strip_prefix("anonymous\n") {
        Some(rest) => (rest, true),
        None => (head.as_ref(), false),
    };
    let (line, lines) = head.split_once('\n').unwrap_or((head, ""));
    let (method, path) = line.split_once(' ').unwrap_or((line, ""));
    let mut headers: Vec<(String, String)> = lines
        .lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.into(), value.into()))
        .collect();
    if !is_anonymous {
        headers.insert(0, ("Authorization".into(), format!("Bearer {session}")));
    }
    Request { method: method.into(), path_and_query: path.into(), headers, body: body.to_vec() }
}

fuzz_target!(|input: &[u8]| {
    let mut world = World::new();
    // Whoever repeats a foreign payload or token has it already.
    let known = |text: &str| String::from_utf8_lossy(input).contains(text);
    if known("placeholder") || world.others.iter().any(|token| known(token)) {
        return;
    }
    for request in requests(input, &world.session) {
        let answer = world.emulator.handle(&request, NOW);
        is_documented(&request, &answer, &world.session);
        assert!(!answer.body.contains(MARK), "{request:?} reads a foreign secret");
        assert!(answer.headers.iter().all(|(_, value)| !value.contains(MARK)));
    }
    let log: Vec<_> = world.emulator.requests().collect();
    assert!(!serde_json::to_string(&log).expect("a log").contains(MARK), "the log shows a payload");
    world.is_untouched();
});

/// Status and shape are of those that `emulator/README.md` documents.
fn is_documented(request: &Request, answer: &Response, session: &str) {
    let body = json(answer);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert!(answer.header("request-id").is_some_and(|id| id.starts_with("req_")));
    if answer.status != 200 {
        assert!([400, 401, 403, 404].contains(&answer.status), "{}", answer.status);
        let error = &body["error"];
        assert!(["invalid_request_error", "idempotency_error"].map(Value::from).contains(&error["type"]));
        assert!(error["message"].as_str().is_some_and(|message| !message.is_empty()));
        return;
    }
    let is_session = request.header("authorization").is_some_and(|header| header.contains(session));
    assert!(is_session, "answered without a session");
    let secrets = match body["object"].as_str() {
        Some("list") => body["data"].as_array().expect("a list's data").clone(),
        _ => vec![body],
    };
    for secret in secrets {
        assert_eq!(secret["object"], "apps.secret");
        assert_eq!(secret["livemode"], false);
        let scope = &secret["scope"];
        let is_own = scope["type"] == "account" || (scope["type"] == "user" && scope["user"] == USER);
        assert!(is_own, "{request:?} reaches {scope}");
    }
}
