//! The four endpoints and the parameters each accepts, from Stripe's OpenAPI description.

use crate::error::ApiError;

/// An endpoint of the Secret Store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endpoint {
    /// `GET /v1/apps/secrets`
    List,
    /// `GET /v1/apps/secrets/find`
    Find,
    /// `POST /v1/apps/secrets`: create or replace
    Create,
    /// `POST /v1/apps/secrets/delete`
    Delete,
}

impl Endpoint {
    /// The endpoint at a method and path.
    ///
    /// # Errors
    /// 404, when there is none.
    pub fn at(method: &str, path: &str) -> Result<Self, ApiError> {
        match (method, path) {
            ("GET", "/v1/apps/secrets") => Ok(Self::List),
            ("GET", "/v1/apps/secrets/find") => Ok(Self::Find),
            ("POST", "/v1/apps/secrets") => Ok(Self::Create),
            ("POST", "/v1/apps/secrets/delete") => Ok(Self::Delete),
            _ => Err(ApiError::unknown_route(method, path)),
        }
    }

    /// Whether it changes anything: a POST, the only kind that honours idempotency keys.
    pub fn writes(self) -> bool {
        matches!(self, Self::Create | Self::Delete)
    }

    /// The parameters that it has; any other is unknown.
    pub fn parameters(self) -> &'static [&'static str] {
        match self {
            Self::List => &["ending_before", "expand", "limit", "scope", "starting_after"],
            Self::Find | Self::Delete => &["expand", "name", "scope"],
            Self::Create => &["expand", "expires_at", "name", "payload", "scope"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_four_documented_endpoints_exist() {
        assert_eq!(Endpoint::at("GET", "/v1/apps/secrets"), Ok(Endpoint::List));
        assert_eq!(Endpoint::at("POST", "/v1/apps/secrets/delete"), Ok(Endpoint::Delete));
        for (method, path) in [
            ("DELETE", "/v1/apps/secrets"),
            ("GET", "/v1/apps/secrets/"),
            ("GET", "/v1/apps/secrets/delete"),
            ("get", "/v1/apps/secrets"),
            ("POST", "/v1/apps/secrets/find"),
            ("GET", "/v1/customers"),
            ("GET", ""),
        ] {
            assert_eq!(Endpoint::at(method, path).map_err(|error| error.status()), Err(404), "{method} {path}");
        }
    }
}
