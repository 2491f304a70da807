//! Holds what a platform keeps against itself, against what its clients were told, and against what it shows them.
//!
//! Meant for a platform that has settled. Owns no platform and changes nothing: it reads the schemas and asks
//! through the SDK, and answers with [`Finding`]s, of which a healthy platform has none.
//!
//! | module | holds |
//! |---|---|
//! | `books` | [`Books`]: what the schemas keep |
//! | `witness` | [`Witness`]: what clients asked and were told |
//! | `shown` | [`Shown`]: what the query sides answer |
//! | `finding` | [`Finding`]: what can be wrong |
//! | `orders`, `copies`, `figures`, `messages` | the checks |
//!
//! Messages and answers are only kept for a day or two, so a platform is audited on the day of its orders.

mod books;
mod copies;
mod figures;
mod finding;
mod messages;
mod orders;
mod shown;
mod witness;

pub use books::{Books, settled};
pub use finding::{Finding, Part};
pub use shown::Shown;
pub use witness::{Attempt, Limit, Witness};

/// Everything that is wrong with what is kept, by itself and by what `witness` was told.
pub fn audit(books: &Books, witness: &Witness) -> Vec<Finding> {
    let mut findings = Vec::new();
    orders::check(books, witness, &mut findings);
    copies::check(books, witness, &mut findings);
    figures::check(books, &mut findings);
    messages::check(books, &mut findings);
    findings
}
