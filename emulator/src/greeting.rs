//! The lines of a starting server: the same from either, and enough for a first request.

/// Who the first tokens stand for, and the tokens.
#[derive(Debug, Clone, Copy)]
pub struct Welcome<'a> {
    /// `http://127.0.0.1:12111`
    pub url: &'a str,
    /// The account on which the app is installed.
    pub account: &'a str,
    /// The signed-in user.
    pub user: &'a str,
    /// A key of the app's backend.
    pub key: &'a str,
    /// The user's session in an extension.
    pub session: &'a str,
}

/// The lines, the first of which scripts wait for. The `curl` line works in every shell as it stands.
pub fn greeting(Welcome { url, account, user, key, session }: Welcome<'_>) -> String {
    format!(
        "listening on {url}\n\
         key      {key}  (the app's backend, on {account})\n\
         session  {session}  (an extension, for {user} on {account})\n\
         curl {url}/v1/apps/secrets -u {key}: -d \"scope[type]=account\" -d name=first_secret \
         -d payload=payload-placeholder\n"
    )
}

/// The line about a `--data` file that is not a state.
pub fn damaged(file: &str, aside: &str, why: &str) -> String {
    format!("{file} is damaged ({why}); it is now {aside}, and a new one begins")
}

/// The line about a `--seed` file that is not a state.
pub fn no_state(file: &str, why: &str) -> String {
    format!("{file} is no state: {why}")
}

/// The line about a file that the system refuses to open.
pub fn not_usable(file: &str, why: &str) -> String {
    format!("{file} cannot be used: {why}")
}

/// The line about a `--data` file that cannot be written.
pub fn not_written(file: &str, why: &str) -> String {
    format!("{file} cannot be written: {why}")
}

/// The line of a server that cannot listen: another program has the port, or `why`.
pub fn cannot_listen(host: &str, port: u16, why: Option<&str>) -> String {
    match why {
        Some(why) => format!("cannot listen on {host}:{port}: {why}"),
        None => format!(
            "{host}:{port} is in use by another program; choose another port with --port, or --port 0 for any free one"
        ),
    }
}

/// The warning about tokens that are the same in every run.
pub const GUESSABLE: &str =
    "tokens can be guessed: --token-seed makes them the same in every run; any page you visit could read the secrets";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_is_the_address_alone() {
        let welcome = Welcome { url: "http://h:1", account: "acct_a", user: "usr_u", key: "k", session: "s" };
        let said = greeting(welcome);
        assert_eq!(said.lines().next(), Some("listening on http://h:1"));
        assert_eq!(said.lines().count(), 4, "{said}");
    }
}
