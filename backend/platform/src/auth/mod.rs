//! Access tokens, who calls, and whether they may. Every service verifies for itself, not only the edge.

mod caller;
mod claims;
mod decide;
mod keys;
mod staff_copy;
mod verifier;

pub use caller::{Caller, StaffDirectory};
pub use claims::{Claims, Subject};
pub use keys::{KeyKeeper, KeySource};
pub use staff_copy::{StaffCopy, StaffKeeper};
pub use verifier::{KeySetError, TokenError, TokenVerifier};

pub(crate) use decide::decide;
