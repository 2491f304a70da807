//! One file per command; `bench` and `chaos` share one.

pub mod beside;
pub mod desktop;
pub mod doctor;
pub mod dx;
pub mod fmt;
pub mod run;
pub mod test;
pub mod web;
