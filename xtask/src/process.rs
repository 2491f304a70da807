//! Starting other programs: with an environment that does not carry this process's own build settings, and with the
//! command line shown when it fails.

use std::env;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

/// What `cargo run` sets for one toolchain and which misleads another one.
const TOOLCHAIN: &[&str] = &[
    "CARGO",
    "RUSTUP_TOOLCHAIN",
    "RUSTUP_HOME",
    "RUSTC",
    "RUSTDOC",
    "LD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
    "RUSTC_WRAPPER",
    "RUSTC_WORKSPACE_WRAPPER",
    "RUSTFLAGS",
    "CARGO_ENCODED_RUSTFLAGS",
];

/// A command in the workspace's root, without what `cargo run` told this process about itself: build scripts that watch
/// those variables would run again each time a command is called another way.
pub fn command(workspace: &Workspace, program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(&workspace.root);
    for (name, _) in env::vars_os() {
        if describes_xtask(&name) {
            command.env_remove(name);
        }
    }
    if env::var_os("CARGO_TARGET_DIR").is_some() {
        // Made absolute, as the folder we were called in need not be the root.
        command.env("CARGO_TARGET_DIR", &workspace.target);
    }
    command
}

/// The cargo that runs this process.
pub fn cargo(workspace: &Workspace) -> Command {
    command(workspace, env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The rustc that goes with [`cargo`].
pub fn rustc(workspace: &Workspace) -> Command {
    command(workspace, env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
}

/// A program of another toolchain, with nothing left of ours.
pub fn foreign(workspace: &Workspace, program: &Path) -> Command {
    let mut command = command(workspace, program);
    for name in TOOLCHAIN {
        command.env_remove(name);
    }
    command
}

fn describes_xtask(name: &OsString) -> bool {
    let Some(name) = name.to_str() else { return false };
    name.starts_with("CARGO_PKG_")
        || name.starts_with("CARGO_MANIFEST_")
        || name.starts_with("CARGO_BIN_")
        || matches!(name, "CARGO_CRATE_NAME" | "CARGO_PRIMARY_PACKAGE")
}

/// The command line as one would type it.
pub fn line(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Runs it to its end, its output going where ours goes.
///
/// # Errors
///
/// It cannot be started, or it failed.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start `{}`", line(command)))?;
    check(command, status)
}

fn check(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    bail!("`{}` failed ({status})", line(command))
}

/// Becomes the command where the system can, so that signals and the exit code are the command's own; elsewhere runs it
/// and returns its exit code.
///
/// # Errors
///
/// It cannot be started.
pub fn become_command(mut command: Command) -> Result<ExitCode> {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        let error = command.exec();
        Err(error).with_context(|| format!("cannot start `{}`", line(&command)))
    }
    #[cfg(not(unix))]
    {
        let status = command
            .status()
            .with_context(|| format!("cannot start `{}`", line(&command)))?;
        Ok(match status.code().map(u8::try_from) {
            Some(Ok(code)) => ExitCode::from(code),
            _ => ExitCode::FAILURE,
        })
    }
}

/// What it prints on standard output, when it can be started and succeeds. For asking a program about itself.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// What a command printed, after it was shown.
pub struct Shown {
    /// How it ended.
    pub status: ExitStatus,
    /// Its standard output.
    pub stdout: String,
    /// Its standard error.
    pub stderr: String,
}

impl Shown {
    /// # Errors
    ///
    /// The command failed.
    pub fn check(&self, command: &Command) -> Result<()> {
        check(command, self.status)
    }
}

/// Runs it to its end, showing its output as it comes and keeping it.
///
/// # Errors
///
/// It cannot be started, or its output cannot be read.
pub fn run_shown(command: &mut Command) -> Result<Shown> {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{}`", line(command)))?;
    let stdout = child.stdout.take().context("no standard output")?;
    let stderr = child.stderr.take().context("no standard error")?;
    let (stdout, stderr) = thread::scope(|scope| {
        let errors = scope.spawn(move || show_and_keep(stderr, std::io::stderr()));
        let output = show_and_keep(stdout, std::io::stdout());
        (output, errors.join())
    });
    let Ok(stderr) = stderr else {
        bail!("reading the output of `{}` panicked", line(command))
    };
    let status = child.wait()?;
    Ok(Shown {
        status,
        stdout: stdout?,
        stderr: stderr?,
    })
}

fn show_and_keep(from: impl Read, mut to: impl Write) -> std::io::Result<String> {
    let mut kept = String::new();
    let mut from = BufReader::new(from);
    let mut bytes = Vec::new();
    while from.read_until(b'\n', &mut bytes)? > 0 {
        to.write_all(&bytes)?;
        kept.push_str(&String::from_utf8_lossy(&bytes));
        bytes.clear();
    }
    to.flush()?;
    Ok(kept)
}

/// Whether it succeeds within the time given; it is killed after that. Its output is not shown.
///
/// # Errors
///
/// It cannot be started or waited for.
pub fn succeeds_within(command: &mut Command, limit: Duration) -> Result<bool> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start `{}`", line(command)))?;
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if started.elapsed() >= limit {
            child.kill()?;
            child.wait()?;
            return Ok(false);
        }
        thread::sleep(Duration::from_millis(100));
    }
}

/// The file that typing `program` would start.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let name = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(&name))
        .find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_cargo_says_of_xtask_itself_is_removed() {
        for name in [
            "CARGO_PKG_NAME",
            "CARGO_MANIFEST_DIR",
            "CARGO_MANIFEST_PATH",
            "CARGO_CRATE_NAME",
        ] {
            assert!(describes_xtask(&name.into()), "{name}");
        }
        for name in ["CARGO_HOME", "CARGO_TARGET_DIR", "CARGO_INCREMENTAL", "CARGO", "PATH"] {
            assert!(!describes_xtask(&name.into()), "{name}");
        }
    }

    #[test]
    fn the_line_shows_the_program_without_its_folder() {
        let mut command = Command::new("/opt/rust/bin/cargo");
        command.args(["fmt", "--all"]);
        assert_eq!(line(&command), "cargo fmt --all");
    }

    #[test]
    fn output_is_kept_and_shown_unchanged() {
        let mut shown = Vec::new();
        let kept = show_and_keep(&b"one\ntwo"[..], &mut shown).expect("reading from memory");
        assert_eq!(kept, "one\ntwo");
        assert_eq!(shown, b"one\ntwo");
    }

    #[cfg(unix)]
    #[test]
    fn a_command_that_takes_too_long_is_ended() {
        let mut command = Command::new("sleep");
        command.arg("600");
        assert!(!succeeds_within(&mut command, Duration::ZERO).expect("sleep starts"));
    }
}
