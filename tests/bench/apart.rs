//! Live events with every side of every service and the gateway in a process of its own, on a private Redis and a private
//! RabbitMQ.

use crate::{live, report::Report, town::Town};
use foodwala_tests::{Effort, Engines, Fleet, Plan};
use std::time::Duration;

/// Measures, if Redis and RabbitMQ are installed.
pub async fn measure(report: &mut Report, rate: u32, span: Duration) -> anyhow::Result<()> {
    let Some(engines) = Engines::start().await? else {
        return Ok(());
    };
    let plan = Plan {
        settings: vec![("RUST_LOG".to_owned(), "warn".to_owned())],
        ..Plan::default()
    };
    let mut fleet = Fleet::start(&engines, plan)?;
    fleet.ready().await?;
    let processes = fleet.names().len();
    let town = Town::visit(fleet.address("gateway")?).await?;
    let before = Effort::of(&fleet, &engines);
    let events = live::measure(&town, rate, span).await?;
    let effort = Effort::of(&fleet, &engines).since(&before);
    eprintln!("{}", effort.per_order(events.count));
    fleet.stop_all().await?;
    let kept = if engines.sqlserver.is_some() {
        ", SQL Server"
    } else {
        ""
    };
    report.row(
        &format!("commit → customer's event, at {rate} orders/s, {processes} processes on RabbitMQ and Redis{kept}"),
        events.to_string(),
        "p50 ≤ 20 ms, p99 ≤ 150 ms",
    );
    Ok(())
}
