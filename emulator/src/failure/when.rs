//! Which requests a failure is for.

use crate::asked::Asked;
use crate::endpoint::Endpoint;
use crate::fault::quoted;
use std::fmt;

/// Everything that is named must fit. Nothing named: any request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct When {
    /// Of this method.
    pub method: Option<Method>,
    /// In a scope of this type: `account` or `user`.
    pub scope: Option<&'static str>,
    /// In the scope of this user.
    pub scope_user: Option<String>,
    /// With this name.
    pub name: Option<String>,
    /// In this user's scope, or from this user's session.
    pub user: Option<String>,
}

/// A method of `stripe.apps.secrets`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// `create`
    Create,
    /// `find`
    Find,
    /// `list`
    List,
    /// `deleteWhere`
    DeleteWhere,
}

impl Method {
    /// Every method, by its name.
    pub const ALL: [(&'static str, Self); 4] =
        [("create", Self::Create), ("find", Self::Find), ("list", Self::List), ("deleteWhere", Self::DeleteWhere)];

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, method)| *method == self).map_or("", |(name, _)| name)
    }

    fn endpoint(self) -> Endpoint {
        match self {
            Self::Create => Endpoint::Create,
            Self::Find => Endpoint::Find,
            Self::List => Endpoint::List,
            Self::DeleteWhere => Endpoint::Delete,
        }
    }
}

impl When {
    /// Whether a request is meant.
    pub fn fits(&self, asked: &Asked) -> bool {
        let same = |wanted: Option<&str>, there: Option<&str>| wanted.is_none() || wanted == there;
        let users = [asked.scope_user(), asked.session.as_deref()];
        self.method.is_none_or(|method| asked.endpoint == Some(method.endpoint()))
            && same(self.scope, asked.scope_type())
            && same(self.scope_user.as_deref(), asked.scope_user())
            && same(self.name.as_deref(), asked.name())
            && self.user.as_deref().is_none_or(|user| users.contains(&Some(user)))
    }
}

/// In words: `create of "token" in the scope of "usr_1"`.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.method.map_or("any request", Method::name))?;
        if let Some(name) = &self.name {
            write!(f, " of {}", quoted(name))?;
        }
        match (self.scope, &self.scope_user) {
            (_, Some(user)) => write!(f, " in the scope of {}", quoted(user))?,
            (Some("account"), None) => f.write_str(" in the account scope")?,
            (Some(_), None) => f.write_str(" in a user's scope")?,
            (None, None) => {}
        }
        self.user.as_ref().map_or(Ok(()), |user| write!(f, " for user {}", quoted(user)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::principal::{Holder, Principal};
    use crate::request::Request;

    /// A find of `n` in the scope of `usr_1`, from the session of `usr_2`.
    fn asked() -> Asked {
        let path = "/v1/apps/secrets/find?scope[type]=user&scope[user]=usr_1&name=n";
        let request = Request { method: "GET".into(), path_and_query: path.into(), ..Request::default() };
        Asked::of(&request, Some(&Holder::from(Principal::extension("app", "acct", "usr_2", false))))
    }

    #[test]
    fn everything_that_is_named_must_fit() {
        let user = |user: &str| Some(user.to_owned());
        for (when, fits) in [
            (When::default(), true),
            (When { method: Some(Method::Find), ..When::default() }, true),
            (When { method: Some(Method::List), ..When::default() }, false),
            (When { scope: Some("user"), ..When::default() }, true),
            (When { scope: Some("account"), ..When::default() }, false),
            (When { scope_user: user("usr_1"), ..When::default() }, true),
            (When { scope_user: user("usr_2"), ..When::default() }, false),
            (When { user: user("usr_1"), ..When::default() }, true),
            (When { user: user("usr_2"), ..When::default() }, true),
            (When { user: user("usr_3"), ..When::default() }, false),
            (When { name: user("n"), ..When::default() }, true),
            (When { name: user("m"), ..When::default() }, false),
            (When { method: Some(Method::Find), name: user("m"), ..When::default() }, false),
        ] {
            assert_eq!(when.fits(&asked()), fits, "{when}");
        }
    }

    #[test]
    fn it_reads_as_a_sentence_and_no_name_is_endless() {
        let whole = When {
            method: Some(Method::Create),
            scope: Some("user"),
            scope_user: Some("usr_1".into()),
            name: Some("token".into()),
            user: Some("usr_2".into()),
        };
        assert_eq!(whole.to_string(), r#"create of "token" in the scope of "usr_1" for user "usr_2""#);
        assert_eq!(When::default().to_string(), "any request");
        let long = When { name: Some("n".repeat(5_000)), ..When::default() };
        assert!(long.to_string().len() < 100);
    }
}
