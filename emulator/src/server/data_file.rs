//! The file of `--data`: everything that was acknowledged is in it, at any moment.
//!
//! It is written beside its place, flushed to the disk, and renamed: whoever reads it finds the state before a change or
//! after it, and no answer goes out before its change is in. One writing serves all requests that wait for it.

use super::SharedEmulator;
use crate::State;
use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::Mutex;

/// A file that keeps an emulator's state. Its clones are the same file.
#[derive(Debug, Clone)]
pub struct DataFile(Arc<Keeping>);

#[derive(Debug)]
struct Keeping {
    path: PathBuf,
    emulator: SharedEmulator,
    /// How many of the emulator's changes are in the file.
    kept: Mutex<u64>,
}

/// What a file holds.
#[derive(Debug)]
pub enum Found {
    /// There is no such file.
    Nothing,
    /// A state.
    State(Box<State>),
    /// Something else than a state. It is now under the second name, and `why` says what is wrong with it.
    Damaged {
        /// Where it is now.
        aside: PathBuf,
        /// What is wrong with it.
        why: String,
    },
}

impl DataFile {
    /// Reads the file. A damaged one is moved aside, so that it is not overwritten.
    ///
    /// # Errors
    /// It can be neither read nor moved.
    pub fn read(path: &Path) -> io::Result<Found> {
        let text = match std::fs::read(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(error) => return Err(error),
        };
        match State::from_json(&text) {
            Ok(state) => Ok(Found::State(Box::new(state))),
            Err(fault) => Ok(Found::Damaged { aside: move_aside(path)?, why: fault.to_string() }),
        }
    }

    /// Keeps `emulator` in the file from now on, and what is in it already at once.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep(path: PathBuf, emulator: SharedEmulator) -> io::Result<Self> {
        // A link stays a link: what it points to is replaced.
        let path = std::fs::canonicalize(&path).unwrap_or(path);
        let keeping = Keeping { path, kept: Mutex::new(emulator.changes()), emulator };
        write_whole(&keeping.path, &keeping.text()?)?;
        Ok(Self(Arc::new(keeping)))
    }

    /// Done when every change so far is in the file.
    ///
    /// # Errors
    /// It cannot be written. The next to wait tries again.
    pub(super) async fn wait_until_written(&self) -> io::Result<()> {
        let wanted = self.0.emulator.changes();
        let keeping = Arc::clone(&self.0);
        // A task of its own: who has asked may go away, and no second writing may begin meanwhile.
        tokio::spawn(async move { keeping.keep(wanted).await }).await?
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0.path
    }
}

impl Keeping {
    async fn keep(self: Arc<Self>, wanted: u64) -> io::Result<()> {
        let mut kept = self.kept.lock().await;
        if *kept >= wanted {
            return Ok(());
        }
        let changes = self.emulator.changes();
        let writer = Arc::clone(&self);
        tokio::task::spawn_blocking(move || write_whole(&writer.path, &writer.text()?)).await??;
        *kept = changes;
        Ok(())
    }

    fn text(&self) -> io::Result<Vec<u8>> {
        let snapshot = self.emulator.with(|emulator, now| emulator.snapshot(now));
        serde_json::to_vec(&snapshot).map_err(io::Error::other)
    }
}

fn write_whole(path: &Path, text: &[u8]) -> io::Result<()> {
    let beside = suffixed(path, ".writing");
    let mut file = private().open(&beside)?;
    file.write_all(text)?;
    file.sync_all()?;
    std::fs::rename(&beside, path)?;
    flush_folder(path)
}

/// Payloads are in it: nobody else on this machine is to read them.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// A new name is on the disk once its folder is. Windows flushes it by itself.
fn flush_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Gives a file the first name of its kind that is free.
fn move_aside(path: &Path) -> io::Result<PathBuf> {
    let names = (1_u32..).map(|n| suffixed(path, &format!(".damaged-{n}")));
    for aside in names {
        if !aside.try_exists()? {
            std::fs::rename(path, &aside)?;
            return Ok(aside);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn suffixed(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}
