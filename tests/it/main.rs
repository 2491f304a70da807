//! Whole-platform tests: everything started in this process on a free port, driven only through the SDK.

mod layering;
mod races;
mod road;
