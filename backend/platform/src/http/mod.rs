//! HTTP, typed by the contract: a handler gets a [`Call`] of its endpoint and answers a [`Reply`]. Method, path, access,
//! headers and status come from the endpoint's declaration, so none of them can be forgotten.

mod call;
mod events;
mod gate;
mod in_flight;
mod letters;
mod page;
mod reply;
mod routes;

pub use call::Call;
pub use events::{EventStream, StreamEvent, stream_from};
pub use gate::{Gate, Limits};
pub use page::Page;
pub use reply::Reply;
pub use routes::{Routed, Routes};

pub(crate) use in_flight::InFlight;
