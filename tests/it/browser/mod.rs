//! What people see and touch, in a real browser: see [`foodwala_tests::browser`] for how these are written.

mod changes;
mod counter;
mod expiry;
mod figures;
mod keyboard;
mod kitchen;
mod languages;
mod offline;
mod order;
mod parts;
mod paying;
mod queued;
pub mod restaurant;
mod scene;
mod screens;
mod session;
mod shell;
mod together;
mod update;
