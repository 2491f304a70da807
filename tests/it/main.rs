//! Whole-platform tests: everything started in this process on a free port, driven only through the SDK.

mod access;
mod auditor;
mod bad_input;
mod kill;
mod layering;
mod races;
mod road;
mod services;
mod world;
