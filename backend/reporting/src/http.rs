//! Routes: read the call, do it, map its error.

use crate::{Config, queries};
use foodwala_clock::Clock;
use foodwala_contract::reporting::{GetFigures, ListReports};
use foodwala_database::Database;
use foodwala_platform::{ApiError, Call, Deps, Reply, Routed, Routes, auth::StaffCopy};
use std::sync::Arc;

/// What the handlers share.
#[derive(Clone)]
struct State {
    database: Database,
    clock: Arc<dyn Clock>,
    longest_range_days: u32,
}

/// Every endpoint of the service.
pub fn routes(deps: &Deps, config: &Config) -> Routed {
    let state = State {
        database: deps.database.clone(),
        clock: Arc::clone(&deps.clock),
        longest_range_days: config.longest_range_days,
    };
    Routes::new(state, deps)
        .with_staff(Arc::new(StaffCopy(deps.database.clone())))
        .on::<GetFigures, _, _>(figures)
        .on::<ListReports, _, _>(reports)
        .build()
}

async fn figures(state: State, call: Call<GetFigures>) -> Result<Reply<GetFigures>, ApiError> {
    let (restaurant, now) = (call.path.restaurant_id, state.clock.now());
    queries::figures::figures(&state.database, restaurant, call.query, now, state.longest_range_days)
        .await
        .map(Reply::new)
}

async fn reports(state: State, call: Call<ListReports>) -> Result<Reply<ListReports>, ApiError> {
    queries::reports::page(
        &state.database,
        &call.query,
        state.clock.now(),
        state.longest_range_days,
    )
    .await
    .map(Reply::new)
}
