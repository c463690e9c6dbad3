//! Children: started in a process group of their own, so that a time limit or Ctrl-C ends them with everything they
//! started, and waited for with the elapsed time in view.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

use crate::interrupt;
use crate::terminal::Progress;

/// How often a running child is looked at.
const GLANCE: Duration = Duration::from_millis(30);
/// How long a child may take to end itself when asked to.
const GRACE: Duration = Duration::from_secs(3);
/// How much of a log is shown when its command failed.
const LAST_LINES: usize = 25;

/// What a command that is waited for has at its disposal.
pub struct Quiet<'a> {
    /// What is being done, for the progress line.
    pub label: &'a str,
    /// Where the command's own words go. Replaced at each run.
    pub log: &'a Path,
    /// Where its standard output goes, if it is an answer and no mere words.
    pub answer: Option<&'a Path>,
    /// When to give up; `None` waits for as long as it takes.
    pub limit: Option<Duration>,
}

/// Runs a command whose output belongs in a log. Fails with the log's last lines and its path.
pub fn quiet(command: &mut Command, how: &Quiet<'_>) -> Result<()> {
    match logged(command, how)? {
        status if status.success() => Ok(()),
        status => bail!(
            "{} failed ({status}). Its last lines, from {}:\n{}",
            shown_name(command),
            how.log.display(),
            tail(how.log)
        ),
    }
}

/// As [`quiet`]; how the command ended is for the caller to judge.
pub fn logged(command: &mut Command, how: &Quiet<'_>) -> Result<ExitStatus> {
    if let Some(folder) = how.log.parent() {
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    let create = |path: &Path| File::create(path).with_context(|| format!("{} cannot be written", path.display()));
    let log = create(how.log)?;
    let output = how.answer.map_or_else(|| Ok(log.try_clone()?), create)?;
    command.stdin(Stdio::null()).stdout(output).stderr(log);
    let mut progress = Progress::start(how.label);
    wait(Group::start(command)?, how.limit, || progress.tick())
}

/// Runs a command whose output is for the reader, and says whether it succeeded.
pub fn run_visibly(command: &mut Command) -> Result<bool> {
    command.stdin(Stdio::null());
    Ok(wait(Group::start(command)?, None, || ())?.success())
}

/// What a short command printed on its standard output; `None` when it cannot run or fails. For looking around.
pub fn answer(program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A child and everything that it starts.
struct Group {
    child: Child,
    name: String,
    reaped: bool,
}

impl Group {
    fn start(command: &mut Command) -> Result<Self> {
        let name = shown_name(command);
        command.process_group(0);
        let child = command.spawn().with_context(|| format!("{name} cannot be started"))?;
        Ok(Self { child, name, reaped: false })
    }

    fn finished(&mut self) -> Result<Option<ExitStatus>> {
        let status = self.child.try_wait().with_context(|| format!("{} cannot be waited for", self.name))?;
        self.reaped |= status.is_some();
        Ok(status)
    }

    fn signal(&self, signal: Signal) {
        if let Ok(id) = i32::try_from(self.child.id()) {
            let _ = killpg(Pid::from_raw(id), signal); // it may have ended by itself meanwhile
        }
    }
}

/// A child that is let go of before its end (a time limit, Ctrl-C, an error) is ended, first politely.
impl Drop for Group {
    fn drop(&mut self) {
        if self.reaped {
            return;
        }
        self.signal(Signal::SIGTERM);
        let asked = Instant::now();
        while asked.elapsed() < GRACE && !matches!(self.child.try_wait(), Ok(Some(_)) | Err(_)) {
            thread::sleep(GLANCE);
        }
        self.signal(Signal::SIGKILL);
        let _ = self.child.wait(); // killed: nothing is left to learn
    }
}

fn wait(mut group: Group, limit: Option<Duration>, mut tick: impl FnMut()) -> Result<ExitStatus> {
    let started = Instant::now();
    loop {
        if let Some(status) = group.finished()? {
            interrupt::check()?;
            return Ok(status);
        }
        interrupt::check()?;
        if limit.is_some_and(|limit| started.elapsed() > limit) {
            bail!("{} did not finish within {} s and was ended", group.name, started.elapsed().as_secs());
        }
        tick();
        thread::sleep(GLANCE);
    }
}

/// The command as a reader recognises it: program, and the arguments that tell what it does.
fn shown_name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    let arguments = command.get_args().take(3).map(OsStr::to_string_lossy);
    std::iter::once(name.into()).chain(arguments).collect::<Vec<_>>().join(" ")
}

fn tail(log: &Path) -> String {
    let text = fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let skipped = lines.len().saturating_sub(LAST_LINES);
    lines.into_iter().skip(skipped).map(|line| format!("    {line}\n")).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn run(script: &str, limit: Option<Duration>) -> (Result<()>, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("log/step.log");
        let mut command = Command::new("sh");
        command.current_dir(folder.path()).args(["-c", script]);
        (quiet(&mut command, &Quiet { label: "a step", log: &log, answer: None, limit }), folder)
    }

    #[test]
    fn a_failing_step_shows_what_the_tool_said_and_where_the_rest_is() {
        let (result, _folder) = run("echo first; echo the reason >&2; exit 3", None);
        let text = result.unwrap_err().to_string();
        assert!(text.contains("the reason") && text.contains("step.log") && text.contains('3'), "{text}");
    }

    #[test]
    fn only_the_end_of_a_long_log_is_shown() {
        let (result, _folder) = run("seq 1000 2000; exit 1", None);
        let text = result.unwrap_err().to_string();
        assert!(text.contains("2000") && text.contains("1976") && !text.contains("1975"), "{text}");
    }

    #[test]
    fn a_step_over_its_time_limit_ends_with_everything_it_started() {
        let script = "sleep 600 & echo $! > child; wait";
        let (result, folder) = run(script, Some(Duration::from_millis(300)));
        assert!(result.unwrap_err().to_string().contains("did not finish"));
        let child = fs::read_to_string(folder.path().join("child")).unwrap();
        let status = fs::read_to_string(format!("/proc/{}/stat", child.trim())).unwrap_or_default();
        assert!(status.is_empty() || status.contains(") Z "), "still running: {status}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let how = Quiet { label: "a step", log: &folder.path().join("log"), answer: None, limit: None };
        let text = quiet(&mut Command::new("no-such-program"), &how).unwrap_err().to_string();
        assert!(text.contains("no-such-program"), "{text}");
    }
}
