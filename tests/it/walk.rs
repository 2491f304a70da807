//! x
mod access;
mod bad_input;
mod services;
mod world;
