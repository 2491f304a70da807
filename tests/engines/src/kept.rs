//! A server that ends when the process that started it does.

use crate::effort;
use anyhow::{Context, bail};
use std::{
    ffi::OsStr,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Runs a server in a process group of its own and kills the group when its input ends, that is when the process of the
/// tests does, however it does; a line of input ends it as well, but leaves the folder.
const KEEPER: &str = r#"
trap '' INT TERM HUP
setsid "$@" >"$HOME/output" 2>&1 </dev/null &
group=$!
echo "$group"
read -r keep
kill -9 "-$group"
wait
[ -n "$keep" ] || rm -rf "$HOME"
"#;
const POLL: Duration = Duration::from_millis(20);

/// A running server. Dropped, it is killed, and its folder removed.
#[derive(Debug)]
pub(crate) struct Kept {
    keeper: Child,
    group: String,
}

impl Kept {
    /// Runs a command line with its folder as home, where `output` then holds what it says.
    pub(crate) fn start(
        home: &Path,
        line: &[impl AsRef<OsStr>],
        environment: &[(&str, &OsStr)],
    ) -> anyhow::Result<Self> {
        let mut keeper = Command::new("sh")
            .args(["-c", KEEPER, "sh"])
            .args(line)
            .current_dir(home)
            .env("HOME", home)
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut group = String::new();
        let said = keeper.stdout.take().context("the keeper has no output")?;
        BufReader::new(said).read_line(&mut group)?;
        let group = group.trim().to_owned();
        Ok(Self { keeper, group })
    }

    /// Waits until the server answers.
    pub(crate) fn until(
        &mut self,
        home: &Path,
        patience: Duration,
        mut answers: impl FnMut() -> bool,
    ) -> anyhow::Result<()> {
        let begun = Instant::now();
        while !answers() {
            if begun.elapsed() > patience {
                let output = std::fs::read_to_string(home.join("output")).unwrap_or_default();
                bail!("no answer within {patience:?}: {output}");
            }
            thread::sleep(POLL);
        }
        Ok(())
    }

    /// Sends all its processes a signal such as `-STOP`.
    pub(crate) fn signal(&self, signal: &str) -> anyhow::Result<()> {
        let group = format!("-{}", self.group);
        let told = Command::new("kill").args([signal, "--", &group]).status()?;
        anyhow::ensure!(told.success(), "kill {signal}: {told}");
        Ok(())
    }

    /// The processor time that it and all that it has started have used.
    pub(crate) fn processor_time(&self) -> Duration {
        effort::of_group(&self.group)
    }

    /// SIGKILL, to it and all that it has started. Its folder stays.
    pub(crate) fn kill(mut self) -> anyhow::Result<()> {
        let mut input = self.keeper.stdin.take().context("the keeper has no input")?;
        input.write_all(b"keep\n")?;
        self.keeper.wait()?;
        Ok(())
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // The keeper has nobody else to tell how it ended.
        let _ = self.keeper.wait();
    }
}
