//! What joins screens to the platform.

pub mod calls;
pub mod choosing;
mod client;
mod failure;
mod failure_view;
mod loadable;
mod session;
pub mod times;

pub use client::{use_client, use_client_provider};
pub use failure::{Failure, FailureKind, WayOn};
pub use failure_view::{FailureBanner, FailureState};
pub use loadable::Loadable;
pub use session::{SessionHandle, SignedIn, use_session, use_session_provider};

use crate::format::formats;
use foodwala_sdk::Money;

/// An amount of money as the reader writes it: `€12.50`.
pub fn money(money: Money) -> String {
    let Money { amount_minor, currency } = money;
    formats().money(amount_minor, currency.as_str(), currency.minor_digits())
}
