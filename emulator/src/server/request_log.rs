//! The log's lines, written by a thread of their own: a terminal or a pipe that takes none must not stop the server.

use crate::limits::{LOG_GRACE, MOST_WAITING_LINES};
use std::io::Write;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

enum Message {
    Line(String),
    Flush(SyncSender<()>),
}

/// Where a line for each request goes. Its clones write to the same place.
#[derive(Debug, Clone, Default)]
pub struct RequestLog(Option<SyncSender<Message>>);

impl RequestLog {
    /// A log that writes to `out`. [`RequestLog::default`] writes nowhere.
    pub fn to(out: impl Write + Send + 'static) -> Self {
        let (sender, receiver) = sync_channel(MOST_WAITING_LINES);
        std::thread::spawn(move || write_all(&receiver, out));
        Self(Some(sender))
    }

    /// Writes one line, soon.
    pub fn write(&self, line: String) {
        if let Some(sender) = &self.0 {
            let _ = sender.try_send(Message::Line(line));
        }
    }

    /// Waits until the lines so far are written, but not for a reader that takes none.
    pub fn flush(&self) {
        let (done, wait) = sync_channel(1);
        if self.0.as_ref().is_some_and(|sender| sender.try_send(Message::Flush(done)).is_ok()) {
            let _ = wait.recv_timeout(LOG_GRACE);
        }
    }
}

fn write_all(messages: &Receiver<Message>, mut out: impl Write) {
    for message in messages {
        match message {
            Message::Line(line) => {
                let _ = writeln!(out, "{line}").and_then(|()| out.flush());
            }
            Message::Flush(done) => {
                let _ = done.send(());
            }
        }
    }
}
