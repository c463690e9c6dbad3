//! Any sequence of operations, against a model that is too simple to be wrong.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod support;

use proptest::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use stripe_apps_secrets_emulator::{Emulator, Principal, Request, Response, State, Tree};

const USERS: [&str; 3] = ["usr_0", "usr_1", "usr_2"];
const START: i64 = 1_800_000_000;

/// Who acts: a user's extension, or the backend of one of two apps.
#[derive(Debug, Clone, Copy)]
enum Who {
    Extension(usize),
    Backend(usize),
}

/// Where: the account's scope, or a user's.
type Where = Option<usize>;

#[derive(Debug, Clone)]
enum Step {
    Create {
        name: u8,
        payload: u16,
        lasts: Option<i64>,
    },
    Find {
        name: u8,
    },
    Delete {
        name: u8,
    },
    List {
        limit: usize,
    },
    Wait {
        seconds: i64,
    },
    /// The state goes out and comes in again, as text: all, or what is stored.
    Restart {
        whole: bool,
    },
}

/// What the model keeps of a secret: payload, last second, order of creation.
type Kept = (u16, Option<i64>, u64);

#[derive(Default)]
struct Model {
    now: i64,
    created: u64,
    secrets: BTreeMap<(usize, Where), BTreeMap<u8, Kept>>,
}

impl Model {
    fn living(&mut self, app: usize, place: Where) -> &mut BTreeMap<u8, Kept> {
        let now = self.now;
        let secrets = self.secrets.entry((app, place)).or_default();
        secrets.retain(|_, kept| kept.1.is_none_or(|end| end >= now));
        secrets
    }
}

fn who() -> impl Strategy<Value = Who> {
    prop_oneof![(0..3_usize).prop_map(Who::Extension), (0..2_usize).prop_map(Who::Backend)]
}

fn step() -> impl Strategy<Value = Step> {
    let lasts = prop_oneof![2 => Just(None), 1 => (0..40_i64).prop_map(Some)];
    prop_oneof![
        8 => (0..14_u8, any::<u16>(), lasts).prop_map(|(name, payload, lasts)| Step::Create { name, payload, lasts }),
        2 => (0..14_u8).prop_map(|name| Step::Find { name }),
        2 => (0..14_u8).prop_map(|name| Step::Delete { name }),
        2 => (1..12_usize).prop_map(|limit| Step::List { limit }),
        1 => (0..30_i64).prop_map(|seconds| Step::Wait { seconds }),
        1 => any::<bool>().prop_map(|whole| Step::Restart { whole }),
    ]
}

struct World {
    emulator: Emulator,
    extensions: Vec<String>,
    backends: Vec<String>,
}

impl World {
    fn new() -> Self {
        let mut emulator = Emulator::new(0);
        let extension = |user: &&str| Principal::extension("app_0", "acct_example", user, false);
        let extensions = USERS.iter().map(|user| emulator.issue_token(extension(user))).collect();
        let backends = ["app_0", "app_1"]
            .iter()
            .map(|app| emulator.issue_token(Principal::backend(app, "acct_example", false)))
            .collect();
        Self { emulator, extensions, backends }
    }

    fn send(&mut self, who: Who, place: Where, method: &str, path: &str, rest: &str) -> Response {
        let token = match who {
            Who::Extension(user) => &self.extensions[user],
            Who::Backend(app) => &self.backends[app],
        };
        let scope = place
            .map_or("scope[type]=account".to_owned(), |user| format!("scope[type]=user&scope[user]={}", USERS[user]));
        let form = format!("{scope}{rest}");
        let mut request = Request { method: method.into(), path_and_query: path.into(), ..Request::default() };
        request.headers.push(("authorization".into(), format!("Bearer {token}")));
        request.headers.push(("content-type".into(), "application/x-www-form-urlencoded".into()));
        match method {
            "GET" => request.path_and_query = format!("{path}?{form}"),
            _ => request.body = form.into_bytes(),
        }
        let answer = self.emulator.handle(&request, START);
        support::openapi::check(path, &answer);
        answer
    }

    /// Everything that is stored leaves and comes back. A snapshot comes back the same.
    fn restart(&mut self, whole: bool) {
        let tree = if whole { self.emulator.snapshot(START) } else { self.emulator.state(START) };
        let text = tree.to_json();
        self.emulator.set_state(State::from_json(text.as_bytes()).unwrap(), START);
        let again = if whole { self.emulator.snapshot(START) } else { self.emulator.state(START) };
        assert!(again.to_json() == text, "what came back is not what left");
    }

    /// The names of a whole list, read page by page, forwards.
    fn forwards(&mut self, who: Who, place: Where, limit: usize) -> Vec<String> {
        let (mut names, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = body(&self.send(who, place, "GET", "/v1/apps/secrets", &format!("&limit={limit}{cursor}")));
            let data = page["data"].as_array().unwrap();
            assert!(data.len() <= limit && names.len() <= 10, "pages without end");
            names.extend(data.iter().map(|secret| secret["name"].as_str().unwrap().to_owned()));
            match (page["has_more"].as_bool().unwrap(), data.last()) {
                (true, Some(last)) => cursor = format!("&starting_after={}", last["id"].as_str().unwrap()),
                (true, None) => panic!("has_more without data"),
                (false, _) => return names,
            }
        }
    }

    /// The same, backwards from the oldest, which is `oldest`.
    fn backwards(&mut self, who: Who, place: Where, limit: usize, oldest: &Value) -> Vec<String> {
        let mut names = vec![oldest["name"].as_str().unwrap().to_owned()];
        let mut cursor = oldest["id"].as_str().unwrap().to_owned();
        loop {
            let page = body(&self.send(
                who,
                place,
                "GET",
                "/v1/apps/secrets",
                &format!("&limit={limit}&ending_before={cursor}"),
            ));
            let data = page["data"].as_array().unwrap().clone();
            assert!(data.len() <= limit && names.len() <= 10, "pages without end");
            names.splice(0..0, data.iter().map(|secret| secret["name"].as_str().unwrap().to_owned()));
            match (page["has_more"].as_bool().unwrap(), data.first()) {
                (true, Some(first)) => cursor = first["id"].as_str().unwrap().to_owned(),
                (true, None) => panic!("has_more without data"),
                (false, _) => return names,
            }
        }
    }
}

fn body(response: &Response) -> Value {
    serde_json::from_str(&response.body).unwrap()
}

fn may_reach(who: Who, place: Where) -> bool {
    match (who, place) {
        (Who::Extension(own), Some(user)) => own == user,
        _ => true,
    }
}

fn app(who: Who) -> usize {
    match who {
        Who::Extension(_) => 0,
        Who::Backend(app) => app,
    }
}

fn check(world: &mut World, model: &mut Model, who: Who, place: Where, step: &Step) {
    if let Step::Wait { seconds } = step {
        world.emulator.advance_clock(*seconds);
        model.now += seconds;
        return;
    }
    if let Step::Restart { whole } = step {
        return world.restart(*whole);
    }
    let now = model.now;
    let allowed = may_reach(who, place);
    let created = model.created;
    let expected = model.living(app(who), place);
    match step {
        Step::Create { name, payload, lasts } => {
            let end = lasts.map(|lasts| now + lasts);
            let expiry = end.map_or(String::new(), |end| format!("&expires_at={end}"));
            let answer = world.send(
                who,
                place,
                "POST",
                "/v1/apps/secrets",
                &format!("&name=n{name}&payload=p{payload}{expiry}"),
            );
            let room = expected.contains_key(name) || expected.len() < 10;
            assert_eq!(
                answer.status,
                if !allowed {
                    403
                } else if room {
                    200
                } else {
                    400
                }
            );
            if answer.status == 200 {
                let order = expected.get(name).map_or(created, |kept| kept.2);
                expected.insert(*name, (*payload, end, order));
                model.created += 1;
            }
        }
        Step::Find { name } => {
            let answer =
                world.send(who, place, "GET", "/v1/apps/secrets/find", &format!("&name=n{name}&expand[]=payload"));
            let kept = expected.get(name);
            assert_eq!(
                answer.status,
                if !allowed {
                    403
                } else if kept.is_some() {
                    200
                } else {
                    404
                }
            );
            if let (200, Some(kept)) = (answer.status, kept) {
                assert_eq!(body(&answer)["payload"], format!("p{}", kept.0));
                assert_eq!(body(&answer)["expires_at"].as_i64(), kept.1);
            }
        }
        Step::Delete { name } => {
            let answer = world.send(who, place, "POST", "/v1/apps/secrets/delete", &format!("&name=n{name}"));
            let there = expected.contains_key(name);
            assert_eq!(
                answer.status,
                if !allowed {
                    403
                } else if there {
                    200
                } else {
                    404
                }
            );
            if answer.status == 200 {
                expected.remove(name);
            }
        }
        Step::List { limit } => {
            let first = world.send(who, place, "GET", "/v1/apps/secrets", "&limit=100");
            assert_eq!(first.status, if allowed { 200 } else { 403 });
            if first.status == 200 {
                let mut newest_first: Vec<(u64, String)> =
                    expected.iter().map(|(name, kept)| (kept.2, format!("n{name}"))).collect();
                newest_first.sort_by(|a, b| b.cmp(a));
                let names: Vec<String> = newest_first.into_iter().map(|(_, name)| name).collect();
                assert!(names.len() <= 10);
                assert_eq!(world.forwards(who, place, *limit), names);
                if let Some(oldest) = body(&first)["data"].as_array().unwrap().last() {
                    assert_eq!(world.backwards(who, place, *limit, oldest), names);
                }
                let ids: BTreeSet<String> =
                    body(&first)["data"].as_array().unwrap().iter().map(|s| s["id"].to_string()).collect();
                assert_eq!(ids.len(), names.len());
            }
        }
        Step::Wait { .. } | Step::Restart { .. } => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Never more than ten, nothing across users, apps or scopes, nothing after its end,
    /// each page exactly once in both directions.
    #[test]
    fn the_store_does_what_the_simplest_model_does(
        steps in proptest::collection::vec((who(), proptest::option::weighted(0.4, 0..3_usize), step()), 1..120)
    ) {
        let mut world = World::new();
        let mut model = Model { now: START, ..Model::default() };
        for (who, place, step) in &steps {
            check(&mut world, &mut model, *who, *place, step);
        }
    }

    /// Whatever is given as a state or a failure, it is taken, or refused with a place and without any of its texts.
    #[test]
    fn any_value_whatever_is_taken_or_refused_without_being_repeated(
        text in r#"\{"(accounts|apps|status|when)": ?[\[{"a-z:,}\]0-9 ]{0,60}"#,
        bytes in proptest::collection::vec(any::<u8>(), 0..60),
    ) {
        for text in [text.as_bytes(), &bytes] {
            let _ = State::from_json(text);
            if let Ok(tree) = Tree::from_json(text, "failure") {
                let _ = stripe_apps_secrets_emulator::Failure::read(&tree);
            }
        }
    }

    /// A payload anywhere in a state that is refused is not in the refusal.
    #[test]
    fn a_refused_state_repeats_no_text(place in 0..6_usize, member in "[a-z]{1,8}") {
        let marker = "payload-placeholder-1";
        let value = match place {
            0 => serde_json::json!({"accounts": marker}),
            1 => serde_json::json!({"accounts": {"a": {member: marker}}}),
            2 => serde_json::json!({"accounts": {"a": {"account": {"n": {"payload": [marker]}}}}}),
            3 => serde_json::json!({"accounts": {"a": {"account": {"n": {"payload": "p", marker: 1}}}}}),
            4 => serde_json::json!({"accounts": {"a": {"account": {"n": {"payload": marker, "expires_at": marker}}}}}),
            _ => serde_json::json!({"accounts": {}, "idempotency": [{"body": marker}]}),
        };
        let refused = State::from_json(value.to_string().as_bytes());
        prop_assert!(refused.is_err_and(|fault| !fault.to_string().contains(marker)));
    }

    /// Whatever comes in, an answer goes out, and it is JSON with a request id.
    #[test]
    fn any_request_whatever_is_answered(
        method in "GET|POST|PUT|[A-Z]{0,6}",
        path in "(/v1/apps/secrets(/find|/delete)?|[ -~]{0,30})",
        query in "[ -~]{0,60}",
        headers in proptest::collection::vec(("(authorization|content-type|idempotency-key|[a-z-]{0,20})", "[ -~]{0,40}"), 0..5),
        body in proptest::collection::vec(any::<u8>(), 0..200),
        authenticated: bool,
    ) {
        let mut world = World::new();
        let mut headers = headers;
        if authenticated {
            headers.insert(0, ("authorization".into(), format!("Bearer {}", world.backends[0])));
            headers.insert(0, ("content-type".into(), "application/x-www-form-urlencoded".into()));
        }
        let request = Request { method, path_and_query: format!("{path}?{query}"), headers, body };
        let answer = world.emulator.handle(&request, START);
        support::openapi::check(request.path(), &answer);
        prop_assert!(answer.header("request-id").is_some());
    }
}
