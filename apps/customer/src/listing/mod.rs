//! Lists of restaurants, page by page, with filters; the home screen, the search and the favourites show them.

mod card;
mod filter_bar;
mod filters;
mod grid;
mod run;
mod state;

pub use card::{Heart, RestaurantCard};
pub use filter_bar::{FilterBar, Wishes};
pub use filters::{Filters, Wish};
pub use grid::Grid;
pub use run::{Listing, Listings, use_listings, use_listings_provider};
pub use state::{Effect, Event, More, State, reduce};
