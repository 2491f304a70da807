//! Every engine keeps every fact.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "the support of the tests is test code too"
)]

mod agreement;
mod cluster;
mod redis;
mod sentinel;
mod stage;

mod in_process {
    foodwala_readmodel::conformance_tests!(foodwala_readmodel::ReadModel::in_process());
}
