//! The platform that is filled: what the API does not offer, for good reasons.

use async_trait::async_trait;
use foodwala_contract::{AccountId, Timestamp};

/// Why the platform could not be brought along.
pub type TargetError = Box<dyn std::error::Error + Send + Sync>;

/// A running, empty platform whose clock can be set. Its rate limits are off.
#[async_trait]
pub trait Target: Send + Sync {
    /// Where its API is, e.g. `http://127.0.0.1:8080`.
    fn base_url(&self) -> &str;

    /// Sets its clock: first to the opening, weeks before the plan's end, and from there only forward.
    fn set_time(&self, now: Timestamp);

    /// Makes an account an admin.
    async fn grant_admin(&self, account: AccountId) -> Result<(), TargetError>;

    /// Runs its jobs once, such as ending orders that nobody has accepted in time.
    async fn run_jobs(&self) -> Result<(), TargetError>;

    /// Returns once every event has reached all its consumers and those that followed from it, too: all outboxes are empty
    /// at the same time.
    async fn settled(&self) -> Result<(), TargetError>;
}
