//! Restaurants.
mod domain;
#[cfg(test)]
mod samples;
