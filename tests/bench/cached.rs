//! Order reads through the query service on a private Redis, beside what Redis itself gives as many connections.

use crate::{reads, report::Report, server::Server, town::Town};
use anyhow::Context;
use foodwala_test_engines::RedisServer;
use std::{path::Path, time::Duration};
use tokio::process::Command;

/// Bytes of an order's read document.
const DOCUMENT: &str = "1500";

/// Measures, if Redis is installed.
pub async fn measure(report: &mut Report, folder: &Path, connections: usize, span: Duration) -> anyhow::Result<()> {
    let Some(redis) = RedisServer::start()? else {
        return Ok(());
    };
    let settings = [
        ("FOODWALA_READ_MODEL__ENGINE", "redis".to_owned()),
        ("FOODWALA_READ_MODEL__REDIS__URLS", format!("[\"{}\"]", redis.url())),
    ];
    let mut server = Server::start(folder, &settings).await?;
    let town = Town::visit(server.address()).await?;
    let read = reads::measure(&town, connections, span).await?;
    let plain = plain(&redis, connections).await?;
    server.stop().await?;
    report.row(
        &format!("`redis-benchmark` GET, {connections} connections"),
        format!("{plain:.0}/s"),
        "",
    );
    report.row(
        &format!("order reads on Redis, {connections} connections"),
        format!("{read}, {:.0} % of GET", 100.0 * read.rate / plain),
        "≥ 20 % of GET",
    );
    Ok(())
}

async fn plain(redis: &RedisServer, connections: usize) -> anyhow::Result<f64> {
    let (port, connections) = (redis.address().port().to_string(), connections.to_string());
    let output = Command::new("redis-benchmark")
        .args([
            "-p",
            &port,
            "-c",
            &connections,
            "-n",
            "500000",
            "-d",
            DOCUMENT,
            "-t",
            "set,get",
            "--csv",
        ])
        .output()
        .await
        .context("redis-benchmark is missing: it comes with redis-tools")?;
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().find(|line| line.starts_with("\"GET\""));
    let rate = line
        .and_then(|line| line.split('"').nth(3))
        .context("redis-benchmark says nothing of GET")?;
    Ok(rate.parse()?)
}
