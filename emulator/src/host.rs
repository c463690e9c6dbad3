//! Which hosts and origins a server answers.
//!
//! A page that the developer visits can name this machine by a name of its own (DNS rebinding) and is then of the
//! emulator's own origin. Its requests still carry that name in `Host`, so only known names are answered.

use std::net::IpAddr;

/// The names under which a server may be asked.
#[derive(Debug, Clone)]
pub struct Hosts {
    listening: IpAddr,
    names: Vec<String>,
}

impl Hosts {
    /// The names of a server that listens on `listening`: that address, `localhost`, and `names`.
    pub fn new(listening: IpAddr, names: impl IntoIterator<Item = String>) -> Self {
        let names = names.into_iter().map(|name| bare(&name).to_ascii_lowercase());
        Self { listening: listening.to_canonical(), names: names.collect() }
    }

    /// Whether a request is answered: its one `Host` is, and where its URL is whole (`GET http://…`), the URL's host too.
    pub fn allow_request(&self, named: &[&str], of_url: Option<&str>, local: Option<IpAddr>) -> bool {
        let [host] = named else { return false };
        self.allow(host, local) && of_url.is_none_or(|host| self.allow(host, local))
    }

    /// Whether a request to `authority` (`Host`'s value: a name or an address, maybe a port) is answered. `local` is the
    /// address at which its connection arrived. The port does not matter: a container's may be another one outside.
    pub fn allow(&self, authority: &str, local: Option<IpAddr>) -> bool {
        let Some(name) = host_of(authority) else { return false };
        let name = name.to_ascii_lowercase();
        name == "localhost"
            || self.names.contains(&name)
            || bare(&name).parse().is_ok_and(|asked: IpAddr| self.is_listening(asked.to_canonical(), local))
    }

    fn is_listening(&self, asked: IpAddr, local: Option<IpAddr>) -> bool {
        let everywhere = self.listening.is_unspecified();
        asked == self.listening
            || local.is_some_and(|local| local.to_canonical() == asked)
            || (everywhere && asked.is_loopback())
    }
}

/// Whether a page of the server's own asks, or a program other than a browser. `site` is the value of
/// `Sec-Fetch-Site`: a browser sends it even where it leaves out `Origin`.
pub fn is_own_origin(origin: Option<&str>, site: Option<&str>, host: Option<&str>) -> bool {
    let same_site = site.is_none_or(|site| site == "same-origin" || site == "none");
    let same_origin = origin.is_none_or(|origin| {
        let authority = origin.strip_prefix("http://");
        authority.is_some() && authority == host
    });
    same_site && same_origin
}

/// The host of `host:port`, without the port.
fn host_of(authority: &str) -> Option<&str> {
    let end = match authority.strip_prefix('[') {
        Some(rest) => rest.find(']')? + 2,
        None => authority.find(':').unwrap_or(authority.len()),
    };
    let (host, port) = authority.split_at_checked(end)?;
    let is_port =
        port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.bytes().all(|b| b.is_ascii_digit()));
    (is_port && !host.is_empty()).then_some(host)
}

/// An IPv6 address without its brackets; anything else as it is.
fn bare(host: &str) -> &str {
    host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn hosts(listening: &str) -> Hosts {
        Hosts::new(listening.parse().unwrap(), ["Emulator.test".to_owned()])
    }

    fn asked(listening: &str, authority: &str, local: &str) -> bool {
        hosts(listening).allow(authority, Some(local.parse().unwrap()))
    }

    #[test]
    fn the_address_localhost_and_named_hosts_are_answered_at_any_port() {
        for authority in
            ["127.0.0.1", "127.0.0.1:12111", "localhost:1", "LOCALHOST", "emulator.test:80", "EMULATOR.test"]
        {
            assert!(asked("127.0.0.1", authority, "127.0.0.1"), "{authority}");
        }
        assert!(asked("::1", "[::1]:12111", "::1"));
        assert!(asked("0.0.0.0", "127.0.0.1:12111", "172.17.0.2"));
        assert!(asked("0.0.0.0", "172.17.0.2:12111", "172.17.0.2"));
        assert!(asked("::", "192.168.0.7", "::ffff:192.168.0.7"));
    }

    #[test]
    fn no_other_name_gets_in_however_it_is_written() {
        for authority in [
            "evil.example",
            "evil.example:12111",
            "",
            ":12111",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "evil.example@127.0.0.1",
            "127.0.0.1@evil.example",
            "127.0.0.1:12111, evil.example",
            "127.0.0.1:x",
            "[::1",
            "[::1]evil.example",
            "localhost:é",
            "127.0.0.2",
            "10.0.0.1",
            "2130706433",
        ] {
            assert!(!asked("127.0.0.1", authority, "127.0.0.1"), "{authority}");
        }
        assert!(!asked("0.0.0.0", "10.9.9.9", "172.17.0.2"));
    }

    #[test]
    fn a_request_names_one_host_and_no_other_in_its_url() {
        let hosts = hosts("127.0.0.1");
        assert!(hosts.allow_request(&["localhost"], None, None));
        assert!(hosts.allow_request(&["localhost"], Some("127.0.0.1:1"), None));
        for (named, of_url) in [
            (&[][..], None),
            (&["localhost", "localhost"], None),
            (&["localhost"], Some("evil.example")),
            (&["evil.example"], Some("localhost")),
        ] {
            assert!(!hosts.allow_request(named, of_url, None), "{named:?} {of_url:?}");
        }
    }

    #[test]
    fn only_the_servers_own_pages_and_programs_administer_it() {
        let host = Some("127.0.0.1:12111");
        assert!(is_own_origin(None, None, host));
        assert!(is_own_origin(Some("http://127.0.0.1:12111"), Some("same-origin"), host));
        assert!(is_own_origin(None, Some("none"), host), "typed into the address bar");
        for origin in
            ["null", "", "http://127.0.0.1:1", "https://127.0.0.1:12111", "http://evil.example", "127.0.0.1:12111"]
        {
            assert!(!is_own_origin(Some(origin), None, host), "{origin}");
        }
        for site in ["cross-site", "same-site", "anything"] {
            assert!(!is_own_origin(None, Some(site), host), "{site}");
        }
        assert!(!is_own_origin(Some("http://127.0.0.1:12111"), None, None));
    }
}
