//! What happens by the clock: idempotent, on as many machines as there are.

pub mod announce;
pub mod end_pauses;
pub mod write_documents;
