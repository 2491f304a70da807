//! Pure: what is news to whom, in which words. No I/O; the time is an argument.

mod locale;
pub(crate) mod messages;
mod money;
mod order_news;

pub use locale::Locale;
pub(crate) use order_news::{LetterKind, OrderNews, Told, plan};
