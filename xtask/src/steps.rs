//! One file per command.

pub mod bench;
pub mod chaos;
pub mod doctor;
pub mod fmt;
pub mod run;
pub mod test;
pub mod web;
