//! What happens by the clock: idempotent, on as many machines as there are.

pub mod end_pauses;
pub mod write_documents;
