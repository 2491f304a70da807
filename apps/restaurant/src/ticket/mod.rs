//! The ticket of an order for a receipt printer: pure, from the order to the bytes.
//!
//! | module | holds |
//! |---|---|
//! | `layout` | what stands on which line, for a roll of 58 or 80 mm |
//! | `escpos` | the printer's commands |
//! | `raster` | lines as pictures, for letters that the code page lacks |
//! | `page` | letters as the printer's code page writes them |

mod escpos;
mod layout;
mod page;
mod raster;

pub use escpos::bytes;
pub use layout::{Line, Roll, Texts, lines};
pub use raster::{Drawing, Picture, Pictures, dots, drawings};
