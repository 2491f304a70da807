//! Orders placed as fast as they are accepted.

use crate::{
    report::{Figure, Load},
    town::Town,
    wire::Connection,
};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use uuid::Uuid;

/// Places orders over `connections` at once for `span`.
pub async fn measure(town: &Town, connections: usize, span: Duration) -> anyhow::Result<Figure> {
    let begin = Instant::now();
    let mut tasks = JoinSet::new();
    for index in 0..connections {
        let customer = town.customers[index % town.customers.len()].clone();
        let (address, order) = (town.address, town.order.clone());
        tasks.spawn(async move {
            let mut connection = Connection::open(address).await?;
            let (mut each, mut refused) = (Vec::new(), 0);
            while begin.elapsed() < span {
                let key = Uuid::new_v4().to_string();
                let sent = Instant::now();
                match connection.post("/v1/orders", &customer, &key, &order).await?.status {
                    201 => each.push(sent.elapsed()),
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

/// Waits until the board shows as an order what was placed last, and says how long that took.
pub async fn settled(town: &Town) -> anyhow::Result<String> {
    let begin = Instant::now();
    let mut connection = Connection::open(town.address).await?;
    let order = town.place(&mut connection, &town.customers[0]).await?;
    let card = format!("/v1/restaurants/{}/orders/{}", town.restaurant, order.id);
    while connection.get(&card, Some(&town.owner)).await?.status != 200 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Ok(format!("{:.1} s", begin.elapsed().as_secs_f64()))
}
