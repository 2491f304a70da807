//! The facts that every engine keeps, as plain functions that panic when one is broken.
//!
//! Each takes a read model with nothing in it that no other fact is using. [`conformance_tests!`](crate::conformance_tests)
//! makes a test of each.

mod built;
mod channels;
mod documents;
mod expiry;
mod quotas;
mod ranges;

pub use built::{
    a_wipe_while_it_is_built_is_noticed, many_may_build_at_once, one_of_many_who_ask_writes,
    what_could_not_be_written_is_not_built, what_is_built_stays_so_until_a_wipe,
};
pub use channels::{
    a_slow_subscriber_is_told_and_goes_on, announcements_follow_the_write, announcements_keep_the_order_of_versions,
    channels_are_apart, publishing_reaches_every_subscriber,
};
pub use documents::{
    a_newer_version_wins, a_removed_document_stays_removed, a_stale_version_is_refused_and_not_announced,
    concurrent_writes_end_with_the_highest_version, documents_are_read_together_in_order, json_goes_in_and_out,
    partitions_are_apart, wiping_forgets_everything, wrong_entries_are_refused,
};
pub use expiry::{a_newer_write_sets_the_end_anew, documents_end};
pub use quotas::{a_burst_is_let_through_and_comes_back, a_quota_can_be_changed, quotas_are_apart_and_exact};
pub use ranges::{
    bounds_limit_a_range, counting_counts_documents, entries_are_replaced_together, pages_neither_skip_nor_repeat,
    pages_survive_changes_between_them,
};

/// Makes a Tokio test of every fact. The expression is evaluated once per fact, within a runtime, and gives a fresh
/// [`ReadModel`](crate::ReadModel).
#[macro_export]
macro_rules! conformance_tests {
    ($model:expr) => {
        $crate::conformance_tests! { @each $model;
            a_newer_version_wins
            a_stale_version_is_refused_and_not_announced
            a_removed_document_stays_removed
            concurrent_writes_end_with_the_highest_version
            documents_are_read_together_in_order
            json_goes_in_and_out
            partitions_are_apart
            wiping_forgets_everything
            wrong_entries_are_refused
            documents_end
            a_newer_write_sets_the_end_anew
            entries_are_replaced_together
            pages_neither_skip_nor_repeat
            pages_survive_changes_between_them
            bounds_limit_a_range
            counting_counts_documents
            announcements_follow_the_write
            announcements_keep_the_order_of_versions
            publishing_reaches_every_subscriber
            channels_are_apart
            a_slow_subscriber_is_told_and_goes_on
            a_burst_is_let_through_and_comes_back
            quotas_are_apart_and_exact
            a_quota_can_be_changed
            what_is_built_stays_so_until_a_wipe
            a_wipe_while_it_is_built_is_noticed
            many_may_build_at_once
            one_of_many_who_ask_writes
            what_could_not_be_written_is_not_built
        }
    };
    (@each $model:expr; $($fact:ident)*) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $fact() -> Result<(), $crate::ReadModelError> {
                $crate::conformance::$fact($model).await
            }
        )*
    };
}
