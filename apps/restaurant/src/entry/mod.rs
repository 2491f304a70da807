//! Orders that staff enters for guests without an account, on the phone or at the counter. What is being entered outlives its
//! screen: whoever looks at the board in between finds it again.

mod attempt;
mod basket;
mod doors;
mod guest;
mod handle;
mod state;

pub use attempt::{Attempt, Outcome};
pub use basket::{Line, MOST, Sheet, count};
pub use doors::known_doors;
pub use guest::{CITY, Edit, Guest, INSTRUCTIONS, NAME, NOTE, PHONE, POINT, POSTAL_CODE, STREET, Way};
pub use handle::{EntryHandle, use_entry, use_entry_provider};
pub use state::{Effect, Event, State, group_id, reduce};
