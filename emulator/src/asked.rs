//! What a request asks for, as far as it can be told before anybody has checked it: for scripted failures and the log.

use crate::endpoint::Endpoint;
use crate::form::{Object, Value, decode};
use crate::principal::Holder;
use crate::request::Request;

/// A request, taken apart once.
pub struct Asked {
    /// The endpoint; none where the API has none.
    pub endpoint: Option<Endpoint>,
    /// The user whose session asks.
    pub session: Option<String>,
    /// The query's parameters; none where they cannot be decoded.
    pub query: Option<Object>,
    /// The body's, likewise.
    pub body: Option<Object>,
}

impl Asked {
    /// Takes `request` apart. `holder` is whom its token stands for.
    pub fn of(request: &Request, holder: Option<&Holder>) -> Self {
        Self {
            endpoint: Endpoint::at(&request.method, request.path()).ok(),
            session: holder.and_then(Holder::user).map(str::to_owned),
            query: decode(&[request.query().as_bytes()]).ok(),
            body: decode(&[&request.body]).ok(),
        }
    }

    /// The text of `name`.
    pub fn name(&self) -> Option<&str> {
        self.parts().find_map(|part| text(part.get("name")))
    }

    /// The text of `scope[type]`.
    pub fn scope_type(&self) -> Option<&str> {
        self.in_scope("type")
    }

    /// The text of `scope[user]`.
    pub fn scope_user(&self) -> Option<&str> {
        self.in_scope("user")
    }

    fn in_scope(&self, member: &str) -> Option<&str> {
        self.parts().find_map(|part| match part.get("scope") {
            Some(Value::Object(members)) => text(members.get(member)),
            _ => None,
        })
    }

    /// A GET's body counts for nothing.
    fn parts(&self) -> impl Iterator<Item = &Object> {
        let writes = self.endpoint.is_some_and(Endpoint::writes);
        self.query.iter().chain(self.body.iter().filter(move |_| writes))
    }
}

fn text(value: Option<&Value>) -> Option<&str> {
    match value {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}
