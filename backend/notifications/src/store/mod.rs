//! All SQL of this service.

pub(crate) mod feed;
pub(crate) mod mails;
pub(crate) mod orders;
pub(crate) mod people;
