//! One line of log for a request: never a query, a header or a body, so never a payload or a token.

use crate::clock::UnixSeconds;
use crate::time::iso;

/// Characters of a path or a method that are shown.
const MOST_SHOWN: usize = 200;

/// `2026-11-27T20:40:25Z POST /v1/apps/secrets 200 req_…`. Without a status the connection ended, as a test asked for.
pub fn line(at: UnixSeconds, method: &str, path: &str, status: Option<u16>, request_id: Option<&str>) -> String {
    let status = status.map_or_else(|| "no answer".to_owned(), |status| status.to_string());
    let id = request_id.map(|id| format!(" {id}")).unwrap_or_default();
    format!("{} {} {} {status}{id}", iso(at), printable(method), printable(path))
}

/// Without characters that a terminal might obey, and not longer than a line may be.
fn printable(text: &str) -> String {
    let mut shown: String = text.chars().take(MOST_SHOWN).map(|c| if c.is_ascii_graphic() { c } else { '?' }).collect();
    if text.chars().nth(MOST_SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_when_what_and_how_it_ended() {
        let id = Some("req_1");
        assert_eq!(
            line(0, "GET", "/v1/apps/secrets", Some(200), id),
            "1970-01-01T00:00:00Z GET /v1/apps/secrets 200 req_1"
        );
        assert_eq!(line(0, "GET", "/", Some(404), None), "1970-01-01T00:00:00Z GET / 404");
        assert_eq!(line(0, "GET", "/v1", None, None), "1970-01-01T00:00:00Z GET /v1 no answer");
    }

    #[test]
    fn no_request_writes_a_second_line_or_a_long_one() {
        let line = line(0, "G\nT", &format!("/\u{1b}[31m\r\n{}", "x".repeat(5_000)), Some(400), None);
        assert_eq!(line.lines().count(), 1);
        assert!(line.len() < 300 && !line.contains('\u{1b}'));
    }
}
