//! Answers from the sums: one file per query.

pub mod figures;
pub mod reports;

use crate::{domain::days::Days, store::restaurants::Known};
use foodwala_contract::{ErrorCode, Timestamp, reporting::FiguresQuery};
use foodwala_platform::ApiError;
use jiff::tz::TimeZone;

/// The days of a restaurant that are asked for.
fn days(known: &Known, query: FiguresQuery, now: Timestamp, longest: u32) -> Result<Days, ApiError> {
    let zone = TimeZone::get(&known.time_zone).map_err(ApiError::internal)?;
    Days::asked(query, zone, now, longest)
        .map_err(|error| ApiError::new(ErrorCode::InvalidParameter).detail(error.to_string()))
}
