//! Which `expand` paths exist.
//!
//! OpenAPI lists `scope` as the expandable field of a secret and `data` as that of a list;
//! the guide and the reference expand `payload`. All three are accepted, and only
//! `payload` changes an answer: `scope` and `data` are always written in full.

use crate::error::ApiError;

/// Where a path begins: at a secret, or at a list of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Root {
    /// The answer is one secret: `payload`.
    Secret,
    /// The answer is a list: `data.payload`.
    List,
}

/// Whether `paths` ask for the payload.
///
/// # Errors
/// A path that does not exist from `root`.
pub fn wants_payload(paths: &[String], root: Root) -> Result<bool, ApiError> {
    let mut payload = false;
    for path in paths {
        payload |= match (root, path.as_str()) {
            (Root::Secret, "payload") | (Root::List, "data.payload") => true,
            (Root::Secret, "scope") | (Root::List, "data" | "data.scope") => false,
            _ => return Err(refusal(path, root)),
        };
    }
    Ok(payload)
}

/// On a list, a path without `data.` gets a hint, as Stripe gives.
fn refusal(path: &str, root: Root) -> ApiError {
    let bare = root == Root::List && !path.starts_with("data.");
    let instead = bare.then(|| format!("data.{path}"));
    ApiError::cannot_expand(path, instead.as_deref())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn asked(path: &str, root: Root) -> Result<bool, ApiError> {
        wants_payload(&[path.to_owned()], root)
    }

    #[test]
    fn the_payload_comes_only_when_its_own_path_is_given() {
        assert_eq!(asked("payload", Root::Secret), Ok(true));
        assert_eq!(asked("data.payload", Root::List), Ok(true));
        assert_eq!(asked("scope", Root::Secret), Ok(false));
        assert_eq!(asked("data", Root::List), Ok(false));
        assert_eq!(wants_payload(&[], Root::Secret), Ok(false));
        assert_eq!(wants_payload(&["scope".into(), "payload".into()], Root::Secret), Ok(true));
    }

    #[test]
    fn a_path_that_leads_nowhere_is_refused() {
        let refused = asked("name", Root::Secret).unwrap_err().body();
        assert!(refused.contains("This property cannot be expanded (name).\""), "{refused}");
        assert!(asked("payload.x", Root::Secret).is_err());
        assert!(asked("data.payload", Root::Secret).is_err());
        assert!(asked("data.name", Root::List).is_err());
        assert!(asked("", Root::Secret).is_err());
    }

    #[test]
    fn a_list_says_which_path_was_meant() {
        let body = asked("payload", Root::List).unwrap_err().body();
        assert!(body.contains(
            "This property cannot be expanded (payload). You may want to try expanding 'data.payload' instead."
        ));
    }
}
