//! The emulator over a real socket, asked by a real HTTP client.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use serde_json::{Value, json};
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};
use stripe_apps_secrets_emulator::host::Hosts;
use stripe_apps_secrets_emulator::server::{RequestLog, Server as Serving, SharedEmulator, router, serve};
use ureq::http::Response;

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

struct Server {
    address: SocketAddr,
    emulator: SharedEmulator,
}

/// A server on a free port, for as long as the test's process lives.
fn start() -> Server {
    let emulator = SharedEmulator::default();
    let served = emulator.clone();
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            tell.send(listener.local_addr().unwrap()).unwrap();
            let serving = Serving { emulator: served, hosts: hosts(), data: None, log: RequestLog::default() };
            serve(listener, serving, std::future::pending()).await;
        });
    });
    Server { address: told.recv().unwrap(), emulator }
}

fn hosts() -> Hosts {
    Hosts::new(std::net::Ipv4Addr::LOCALHOST.into(), [])
}

struct Answer {
    status: u16,
    headers: ureq::http::HeaderMap,
    body: String,
}

impl Answer {
    fn of(response: Result<Response<ureq::Body>, ureq::Error>) -> Self {
        let mut response = response.unwrap();
        let body = response.body_mut().read_to_string().unwrap();
        Self { status: response.status().as_u16(), headers: response.headers().clone(), body }
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Server {
    fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let agent: ureq::Agent =
            ureq::Agent::config_builder().http_status_as_error(false).allow_non_standard_methods(true).build().into();
        let mut request = ureq::http::Request::builder().method(method).uri(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if body.is_empty() && method != "POST" {
            return Answer::of(agent.run(request.body(()).unwrap()));
        }
        Answer::of(agent.run(request.body(body.to_owned()).unwrap()))
    }

    fn administer(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", &format!("/_emulator/{path}"), &[("content-type", JSON)], &body.to_string())
    }

    fn session(&self, user: &str) -> String {
        let issued = self.administer("sessions", &json!({"app": "app", "account": "acct_example", "user": user}));
        assert_eq!(issued.status, 200);
        format!("Bearer {}", issued.json()["token"].as_str().unwrap())
    }

    fn key(&self) -> String {
        let issued = self.administer("keys", &json!({"app": "app", "account": "acct_example"}));
        format!("Bearer {}", issued.json()["token"].as_str().unwrap())
    }

    fn post(&self, token: &str, path: &str, form: &str) -> Answer {
        let key = format!("key-{path}-{}", form.len());
        self.send("POST", path, &[("authorization", token), ("content-type", FORM), ("idempotency-key", &key)], form)
    }

    fn get(&self, token: &str, path: &str) -> Answer {
        self.send("GET", path, &[("authorization", token)], "")
    }
}

const CREATE: &str = "scope[type]=account&name=n&payload=payload-placeholder";
const FIND: &str = "/v1/apps/secrets/find?scope[type]=account&name=n&expand[]=payload";

#[test]
fn a_secret_goes_over_the_wire_and_comes_back() {
    let server = start();
    let token = server.session("usr_own");
    let created = server.post(&token, "/v1/apps/secrets", CREATE);
    assert_eq!((created.status, created.header("content-type")), (200, JSON));
    assert!(created.json().get("payload").is_none());
    assert!(created.header("request-id").starts_with("req_"));
    assert!(created.header("idempotency-key").starts_with("key-"));
    let found = server.get(&token, FIND);
    assert_eq!(found.json()["payload"], "payload-placeholder");
    let listed = server.get(&token, "/v1/apps/secrets?scope[type]=account&limit=1");
    assert_eq!(listed.json()["data"][0]["id"], created.json()["id"]);
    let deleted = server.post(&token, "/v1/apps/secrets/delete", "scope[type]=account&name=n");
    assert_eq!(deleted.json()["deleted"], true);
    assert_eq!(server.get(&token, FIND).status, 404);
}

#[test]
fn an_extension_cannot_reach_another_user_over_http_and_a_key_can() {
    let server = start();
    let other = "scope[type]=user&scope[user]=usr_other";
    server.post(&server.session("usr_other"), "/v1/apps/secrets", &format!("{other}&name=n&payload=p"));
    let path = format!("/v1/apps/secrets/find?{other}&name=n");
    assert_eq!(server.get(&server.session("usr_own"), &path).status, 403);
    assert_eq!(server.get(&server.key(), &path).status, 200);
}

#[test]
fn a_real_key_is_refused_and_not_repeated() {
    let server = start();
    for token in ["Bearer sk_test_marker", "Bearer DO_NOT_PASS_A_REAL_API_KEY", "Basic marker"] {
        let refused = server.get(token, FIND);
        assert_eq!((refused.status, refused.header("content-type")), (401, JSON));
        assert!(!refused.body.contains("marker") && !refused.body.contains("DO_NOT"));
        assert!(!server.send("GET", "/_emulator/requests", &[], "").body.contains("sk_test"));
    }
}

#[test]
fn an_extensions_frame_may_ask_from_its_null_origin() {
    let server = start();
    let asked = "authorization,content-type,idempotency-key,stripe-version,x-stripe-client-user-agent";
    let preflight = server.send(
        "OPTIONS",
        "/v1/apps/secrets",
        &[("origin", "null"), ("access-control-request-method", "POST"), ("access-control-request-headers", asked)],
        "",
    );
    assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (200, "*"));
    assert_eq!(preflight.header("access-control-allow-headers"), asked);
    assert!(preflight.header("access-control-allow-methods").contains("POST"));
    let token = server.session("usr_own");
    for (token, status) in [(token.as_str(), 404), ("Bearer unknown", 401)] {
        let answer = server.send("GET", FIND, &[("origin", "null"), ("authorization", token)], "");
        assert_eq!((answer.status, answer.header("access-control-allow-origin")), (status, "*"));
        let exposed = answer.header("access-control-expose-headers");
        for name in ["request-id", "idempotent-replayed", "stripe-should-retry", "stripe-version", "idempotency-key"] {
            assert!(exposed.contains(name), "{name}");
        }
    }
}

#[test]
fn an_unknown_address_gets_an_error_in_stripes_shape() {
    let server = start();
    let token = server.key();
    for (method, path) in [
        ("POST", "/"),
        ("GET", "/favicon.ico"),
        ("GET", "/v1"),
        ("GET", "/v1/customers"),
        ("DELETE", "/v1/apps/secrets"),
        ("GET", "/v1/apps/secrets/"),
    ] {
        let refused = server.send(method, path, &[("authorization", &token)], "");
        assert_eq!(
            (refused.status, &refused.json()["error"]["type"]),
            (404, &json!("invalid_request_error")),
            "{method} {path}"
        );
    }
}

#[test]
fn a_test_can_script_failures_move_the_clock_and_read_the_log() {
    let server = start();
    let token = server.key();
    let scripted =
        server.administer("failures", &json!({"status": 500, "times": 2, "retryable": false, "after_applying": true}));
    assert_eq!(scripted.status, 200);
    for _ in 0..2 {
        let failed = server.post(&token, "/v1/apps/secrets", CREATE);
        assert_eq!((failed.status, failed.header("stripe-should-retry")), (500, "false"));
    }
    let replay = server.post(&token, "/v1/apps/secrets", CREATE);
    assert_eq!((replay.status, replay.header("idempotent-replayed")), (200, "true"));
    assert!(!replay.header("original-request").is_empty());

    let before = server.send("GET", "/_emulator/clock", &[], "").json()["now"].as_i64().unwrap();
    let after = server.administer("clock", &json!({"advance_seconds": 90_000})).json()["now"].as_i64().unwrap();
    assert!((after - before - 90_000).abs() < 30);
    assert_eq!(server.post(&token, "/v1/apps/secrets", CREATE).header("idempotent-replayed"), "");

    let log = server.send("GET", "/_emulator/requests", &[], "");
    assert!(!log.body.contains("placeholder"), "{}", log.body);
    let entries = log.json()["requests"].as_array().unwrap().clone();
    let statuses: Vec<i64> = entries.iter().map(|entry| entry["status"].as_i64().unwrap()).collect();
    assert_eq!(statuses, [500, 500, 200, 200]);
    assert_eq!(entries[0]["body"]["payload"], "(hidden)");
    assert_eq!(entries[2]["request_id"], replay.header("request-id"));

    assert_eq!(server.administer("reset", &json!({"keep_tokens": true})).status, 200);
    assert_eq!(server.get(&token, FIND).status, 404);
    assert_eq!(server.send("POST", "/_emulator/reset", &[], "").status, 200);
    assert_eq!(server.get(&token, FIND).status, 401);
}

#[test]
fn a_wrong_administration_request_says_what_was_expected() {
    let server = start();
    for (path, body) in [
        ("sessions", json!({"app": "app", "account": "acct_example"})),
        ("sessions", json!({"app": "app", "account": "acct_example", "user": ""})),
        ("sessions", json!({"app": "app", "account": "acct_example", "user": "usr", "payload": "payload-placeholder"})),
        ("keys", json!([])),
        ("clock", json!({"advance_seconds": "payload-placeholder"})),
        ("reset", json!({"keep": true})),
    ] {
        let refused = server.administer(path, &body);
        assert_eq!(refused.status, 400, "{path} {body}");
        assert!(refused.json()["error"]["message"].as_str().unwrap().contains("Expected a JSON body like {"));
        assert!(!refused.body.contains("placeholder"));
    }
}

/// What a plain socket gets as the answer to a list: every byte until the connection ends, or until it has been silent for
/// a while.
fn bytes(server: &Server, patience: Duration) -> (Vec<u8>, bool) {
    let authorization = server.key();
    let mut socket = TcpStream::connect(server.address).unwrap();
    socket.set_read_timeout(Some(patience)).unwrap();
    let path = "/v1/apps/secrets?scope[type]=account";
    write!(socket, "GET {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: {authorization}\r\n\r\n", server.address)
        .unwrap();
    let (mut bytes, mut part) = (Vec::new(), [0; 4096]);
    loop {
        match socket.read(&mut part) {
            Ok(0) => return (bytes, true),
            Ok(length) => bytes.extend(&part[..length]),
            Err(error) if error.kind() == ErrorKind::ConnectionReset => return (bytes, true),
            Err(_) => return (bytes, false),
        }
    }
}

#[test]
fn a_lost_answer_ends_the_connection_without_a_byte() {
    let server = start();
    for lost in ["request", "answer"] {
        server.administer("failures", &json!({"lost": lost}));
        assert_eq!(bytes(&server, Duration::from_secs(10)), (Vec::new(), true), "{lost}");
    }
}

#[test]
fn a_cut_body_is_shorter_than_it_says_and_ends_the_connection() {
    let server = start();
    server.administer("failures", &json!({"body": "cut"}));
    let (bytes, ended) = bytes(&server, Duration::from_secs(10));
    let text = String::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let said = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert!(ended && (1..said.unwrap()).contains(&body.len()), "{text}");
}

#[test]
fn an_answer_can_come_late_or_never() {
    let server = start();
    server.administer("failures", &json!({"never": true}));
    assert_eq!(bytes(&server, Duration::from_millis(300)), (Vec::new(), false));
    server.administer("failures", &json!({"delay": 200}));
    let started = Instant::now();
    assert_eq!(server.get(&server.key(), FIND).status, 404);
    assert!(started.elapsed() >= Duration::from_millis(200));
}

#[test]
fn a_test_can_see_which_failures_are_still_to_come() {
    let server = start();
    server.administer("failures", &json!({"status": 500, "when": {"method": "create"}}));
    server.get(&server.key(), FIND);
    let pending = server.send("GET", "/_emulator/failures", &[], "").json();
    assert_eq!(pending, json!({"failures": [{"description": "create: status 500", "times": 1}]}));
}

#[test]
fn a_state_goes_in_and_out_over_http() {
    let server = start();
    let state = json!({"accounts": {"acct_example": {"account": {"n": "payload-placeholder"}}}});
    assert_eq!(server.send("PUT", "/_emulator/state", &[("content-type", JSON)], &state.to_string()).status, 200);
    assert_eq!(server.get(&server.key(), FIND).json()["payload"], "payload-placeholder");
    assert_eq!(server.send("GET", "/_emulator/state", &[], "").json(), state);
    let foreign = server.send("GET", "/_emulator/state", &[("origin", "https://other.example")], "");
    assert_eq!(foreign.status, 403);
    server.administer("reset", &json!({"keep_tokens": true}));
    assert_eq!(server.send("GET", "/_emulator/state", &[], "").json(), json!({"accounts": {}}));
}

#[test]
fn the_app_owners_key_is_issued_without_an_account() {
    let server = start();
    let issued = server.administer("keys", &json!({"app": "app"})).json();
    assert_eq!((&issued["app"], &issued["account"]), (&json!("app"), &Value::Null));
    let token = format!("Bearer {}", issued["token"].as_str().unwrap());
    let named = [("authorization", token.as_str()), ("stripe-account", "acct_example")];
    assert_eq!(server.send("GET", FIND, &named, "").status, 404);
}

#[test]
fn an_error_names_the_invalid_member_of_a_failure_or_state() {
    let server = start();
    let json_type = [("content-type", JSON)];
    let secret = json!({"accounts": {"acct_1": {"account": {"n": ["payload-placeholder"]}}}});
    for (method, path, body, place) in [
        ("POST", "failures", json!({"status": 500, "when": {"method": "payload-placeholder"}}), "when.method: "),
        ("PUT", "state", secret, "accounts.acct_1.account.n: "),
    ] {
        let refused = server.send(method, &format!("/_emulator/{path}"), &json_type, &body.to_string());
        assert_eq!(refused.status, 400, "{path} {body}");
        assert!(refused.json()["error"]["message"].as_str().unwrap().starts_with(place), "{}", refused.body);
        assert!(!refused.body.contains("placeholder"));
    }
}

#[test]
fn a_program_can_mount_the_emulator_beside_its_own_pages() {
    let emulator = SharedEmulator::default();
    let own = axum::Router::new().fallback(|| async { "a page" });
    let _: axum::Router = router(emulator.clone(), hosts()).merge(own);
    assert_eq!(emulator.with(|emulator, _| emulator.requests().count()), 0);
    let server = start();
    server.get("Bearer none", FIND);
    assert_eq!(server.emulator.with(|emulator, _| emulator.requests().count()), 1, "the handle is the served emulator");
}
