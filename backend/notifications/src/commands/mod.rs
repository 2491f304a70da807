//! One file per command.

pub(crate) mod mark_read;
