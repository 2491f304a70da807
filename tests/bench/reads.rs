//! Orders read by their customers as fast as they are answered.

use crate::{
    report::{Figure, Load},
    town::Town,
    wire::Connection,
};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Reads one order per connection again and again for `span`.
pub async fn measure(town: &Town, connections: usize, span: Duration) -> anyhow::Result<Figure> {
    let mut tasks = JoinSet::new();
    let begin = Instant::now();
    for index in 0..connections {
        let customer = town.customers[index % town.customers.len()].clone();
        let mut connection = Connection::open(town.address).await?;
        let order = town.place(&mut connection, &customer).await?;
        tasks.spawn(async move {
            let path = format!("/v1/orders/{}", order.id);
            let (mut each, mut refused) = (Vec::new(), 0);
            while begin.elapsed() < span {
                let sent = Instant::now();
                match connection.get(&path, Some(&customer)).await?.status {
                    200 => each.push(sent.elapsed()),
                    _ => refused += 1,
                }
            }
            anyhow::Ok((each, refused))
        });
    }
    let mut load = Load {
        span,
        each: Vec::new(),
        refused: 0,
    };
    while let Some(done) = tasks.join_next().await {
        let (each, refused) = done??;
        load.each.extend(each);
        load.refused += refused;
    }
    load.span = begin.elapsed();
    Ok(load.into_figure())
}
