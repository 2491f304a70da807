//! One file per query. They see the read model; a feed that is not there is built from SQL first.

pub(crate) mod follow;
pub(crate) mod list;
#[cfg(test)]
pub(crate) mod testing;
pub(crate) mod unread;
