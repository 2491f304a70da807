//! The scripts, each one step on one slot.

use redis::{Cmd, Script};

/// The scripts with their hashes, by which Redis knows them.
pub(super) struct Scripts {
    pub(super) put: Stored,
    pub(super) remove: Stored,
    pub(super) range: Stored,
    pub(super) count: Stored,
    pub(super) spend: Stored,
}

/// One script.
pub(super) struct Stored {
    text: &'static str,
    hash: Box<str>,
}

impl Scripts {
    pub(super) fn new() -> Self {
        Self {
            put: Stored::new(concat!(
                include_str!("scripts/sweep.lua"),
                include_str!("scripts/put.lua")
            )),
            remove: Stored::new(concat!(
                include_str!("scripts/sweep.lua"),
                include_str!("scripts/remove.lua")
            )),
            range: Stored::new(concat!(
                include_str!("scripts/sweep.lua"),
                include_str!("scripts/range.lua")
            )),
            count: Stored::new(concat!(
                include_str!("scripts/sweep.lua"),
                include_str!("scripts/count.lua")
            )),
            spend: Stored::new(include_str!("scripts/spend.lua")),
        }
    }
}

impl Stored {
    fn new(text: &'static str) -> Self {
        let hash = Script::new(text).get_hash().into();
        Self { text, hash }
    }

    /// Runs the script that the server remembers.
    pub(super) fn by_hash(&self, call: &Call<'_>) -> Cmd {
        call.command("EVALSHA", &self.hash)
    }

    /// Runs the script from its text, which the server then remembers: for one that has forgotten it.
    pub(super) fn by_text(&self, call: &Call<'_>) -> Cmd {
        call.command("EVAL", self.text)
    }
}

/// The keys and arguments of one run.
#[derive(Default)]
pub(super) struct Call<'a> {
    keys: Vec<String>,
    arguments: Vec<Argument<'a>>,
}

enum Argument<'a> {
    Borrowed(&'a [u8]),
    Owned(String),
}

impl<'a> Call<'a> {
    pub(super) fn key(mut self, key: String) -> Self {
        self.keys.push(key);
        self
    }

    pub(super) fn bytes(mut self, argument: &'a [u8]) -> Self {
        self.arguments.push(Argument::Borrowed(argument));
        self
    }

    pub(super) fn text(self, argument: &'a str) -> Self {
        self.bytes(argument.as_bytes())
    }

    pub(super) fn owned(mut self, argument: impl ToString) -> Self {
        self.arguments.push(Argument::Owned(argument.to_string()));
        self
    }

    fn command(&self, name: &str, script: &str) -> Cmd {
        let mut command = redis::cmd(name);
        command.arg(script).arg(self.keys.len());
        for key in &self.keys {
            command.arg(key);
        }
        for argument in &self.arguments {
            match argument {
                Argument::Borrowed(bytes) => command.arg(*bytes),
                Argument::Owned(text) => command.arg(text),
            };
        }
        command
    }
}
