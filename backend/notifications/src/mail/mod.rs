//! From a row to a message, and out.

mod compose;
mod postman;

pub(crate) use postman::Postman;
