//! Which server a client may be made for, and that each of its requests goes there.
//!
//! What is sent may be a secret and may carry a session's credentials: it leaves the machine encrypted, or not at all; but for
//! a test that allows it.

use crate::refusal::Refusal;

/// The parts of an absolute URL that matter here, as the URL standard parses and normalises them.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// The whole URL.
    pub href: &'a str,
    /// With the colon: `https:`.
    pub protocol: &'a str,
    /// Without the port: `127.0.0.1`, `[::1]`.
    pub hostname: &'a str,
    /// Empty if there is none.
    pub username: &'a str,
    /// Empty if there is none.
    pub password: &'a str,
}

/// This machine, as a URL names it. Browsers take these for trustworthy without encryption, too.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// What the paths of requests are appended to: the URL without a slash at its end. `allow_http` admits `http:` on every
/// host, for a test's server in a container or on another machine.
///
/// # Errors
/// `BaseInsecure`, `BaseNotPlain`.
pub fn of(parts: Parts<'_>, allow_http: bool) -> Result<&str, Refusal> {
    let plain = parts.protocol == "http:" && (allow_http || LOOPBACK.contains(&parts.hostname));
    if parts.protocol != "https:" && !plain {
        return Err(Refusal::BaseInsecure);
    }
    // A query or a fragment may be empty; only the whole URL tells then.
    if !parts.username.is_empty() || !parts.password.is_empty() || parts.href.contains(['?', '#']) {
        return Err(Refusal::BaseNotPlain);
    }
    Ok(parts.href.trim_end_matches('/'))
}

/// The URL of a request, before it is normalised.
///
/// # Errors
/// `PathInvalid` if the path does not begin with a single slash (as stripe has it), or has a fragment.
pub fn with_path(base: &str, path: &str) -> Result<String, Refusal> {
    if !path.starts_with('/') || path.starts_with("//") || path.contains('#') {
        return Err(Refusal::PathInvalid);
    }
    Ok([base, path].concat())
}

/// Checks that a request's URL is below the base once it has been normalised: `/../` could lead out of it.
///
/// # Errors
/// `PathInvalid`.
pub fn check_below(base: &str, href: &str) -> Result<(), Refusal> {
    let below = href.strip_prefix(base).is_some_and(|rest| rest.starts_with('/'));
    if below { Ok(()) } else { Err(Refusal::PathInvalid) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Parts<'static> = Parts {
        href: "https://backend.example/",
        protocol: "https:",
        hostname: "backend.example",
        username: "",
        password: "",
    };

    #[test]
    fn a_backend_is_reached_below_the_path_that_was_given() {
        assert_eq!(of(PLAIN, false), Ok("https://backend.example"));
        let nested = Parts { href: "https://backend.example:8443/stripe/", ..PLAIN };
        assert_eq!(of(nested, false), Ok("https://backend.example:8443/stripe"));
        let url = with_path("https://backend.example/stripe", "/v1/apps/secrets?limit=1");
        assert_eq!(url.as_deref(), Ok("https://backend.example/stripe/v1/apps/secrets?limit=1"));
    }

    #[test]
    fn an_emulator_on_this_machine_is_reached_without_encryption_and_nothing_else_is_unless_a_test_allows_it() {
        let plain = |hostname| Parts { protocol: "http:", hostname, href: "http://any.example/", ..PLAIN };
        for local in ["localhost", "127.0.0.1", "[::1]"] {
            assert!(of(plain(local), false).is_ok(), "{local}");
        }
        for other in ["backend.example", "localhost.example", "xlocalhost", "127.0.0.2", "0.0.0.0", "", "[::2]"] {
            assert_eq!(of(plain(other), false), Err(Refusal::BaseInsecure), "{other}");
            assert!(of(plain(other), true).is_ok(), "{other}");
        }
        for protocol in ["file:", "data:", "ws:", "ftp:", "javascript:", "http", ""] {
            for allow_http in [false, true] {
                assert_eq!(of(Parts { protocol, ..PLAIN }, allow_http), Err(Refusal::BaseInsecure), "{protocol}");
                let local = Parts { protocol, hostname: "localhost", ..PLAIN };
                assert_eq!(of(local, allow_http), Err(Refusal::BaseInsecure), "{protocol}");
            }
        }
    }

    #[test]
    fn credentials_and_queries_do_not_hide_in_the_address() {
        for parts in [
            Parts { username: "user", ..PLAIN },
            Parts { password: "password", ..PLAIN },
            Parts { href: "https://backend.example/?a=b", ..PLAIN },
            Parts { href: "https://backend.example/?", ..PLAIN },
            Parts { href: "https://backend.example/#", ..PLAIN },
        ] {
            assert_eq!(of(parts, false), Err(Refusal::BaseNotPlain), "{parts:?}");
        }
    }

    #[test]
    fn a_path_cannot_become_another_host() {
        for path in ["", "v1", "@evil.example/", ".evil.example/", ":1/", "//evil.example/", "/v1#", "?a=b"] {
            assert_eq!(with_path("https://backend.example", path), Err(Refusal::PathInvalid), "{path}");
        }
    }

    #[test]
    fn a_path_cannot_leave_the_folder_that_was_given() {
        let base = "https://backend.example/stripe";
        assert_eq!(check_below(base, "https://backend.example/stripe/v1/apps/secrets?limit=1"), Ok(()));
        for href in [
            "https://backend.example/admin",
            "https://backend.example/stripe",
            "https://backend.example/stripes/v1",
            "https://backend.example.evil.example/stripe/v1",
            "",
        ] {
            assert_eq!(check_below(base, href), Err(Refusal::PathInvalid), "{href}");
        }
    }
}
