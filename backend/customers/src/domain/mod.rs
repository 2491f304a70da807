//! Pure rules: no SQL, no HTTP, no clock.

pub mod address;
pub mod invalid;
pub mod profile;

/// How many addresses an address book holds.
pub const MAX_ADDRESSES: u32 = 50;
/// How many restaurants can be favourites.
pub const MAX_FAVOURITES: u32 = 200;
