//! Whole-platform tests: everything started in this process on a free port, driven through the SDK, and with
//! requests of their own by the tests that send what the SDK would not.

mod access;
mod auditor;
mod bad_input;
mod browser;
mod browser_session;
mod chaos;
mod deploy;
mod desktop;
mod kill;
mod kitchen;
mod layering;
mod limits;
mod nonsense;
mod payments;
mod processes;
mod races;
mod road;
mod services;
mod smoke;
mod telemetry;
mod world;
