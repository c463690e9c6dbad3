//! What a client of either server may take up. Beyond it a request is refused or a connection closed, and nobody else
//! waits.

use std::time::Duration;

/// A request's line and headers. A name of 5000 characters, percent-encoded in a query, fits.
pub const MOST_HEAD_BYTES: usize = 80 << 10;
/// A request's target. What HTTP/1.1 libraries take at most.
pub const MOST_URL_BYTES: usize = 65_534;
/// The headers of one request.
pub const MOST_HEADERS: usize = 100;
/// A body under `/v1`: a name and a payload of 5000 characters each, percent-encoded, fit twice.
pub const MOST_BODY_BYTES: usize = 256 << 10;
/// A body under `/_emulator`: a state has many secrets.
pub const MOST_STATE_BYTES: usize = 16 << 20;
/// How much of a body that is too large is read and thrown away, so that its sender gets to see the refusal.
pub const MOST_DISCARDED_BYTES: usize = 64 << 20;
/// Connections at a time. One more closes the one that has been quiet for longest.
pub const MOST_CONNECTIONS: usize = 200;
/// How long a head may take, and how long a connection may be kept between two requests.
pub const HEAD_TIME: Duration = Duration::from_secs(10);
/// How long a body may take.
pub const BODY_TIME: Duration = Duration::from_secs(10);
/// How long a client may take none of its answer.
pub const ANSWER_TIME: Duration = Duration::from_secs(10);
/// How long open connections may delay a shutdown.
pub const GRACE: Duration = Duration::from_secs(2);
/// Lines of the log that wait to be written. Beyond them, lines are lost: a terminal that takes none stops nobody.
pub const MOST_WAITING_LINES: usize = 1_000;
/// How long the last lines of the log may delay the end.
pub const LOG_GRACE: Duration = Duration::from_millis(500);
