//! Pure rules: what an order adds to the sums, which quarters a local day has, and adding up.

pub mod days;
pub mod facts;
pub mod sums;
