//! How long after the order service's change the customer's open page hears of it, while orders keep coming.
//!
//! Each order is followed by its customer and accepted by the kitchen; the time runs from the change's own time stamp,
//! taken just before its commit, to the event's arrival. The road is: staff action, outbox, bus, order service, commit,
//! read model, event stream.

use crate::{
    report::{Figure, Load},
    town::Town,
    wire::Connection,
};
use foodwala_clock::{Clock, SystemClock};
use foodwala_contract::orders::{Order, OrderStatus, TrackingEvent};
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    net::TcpStream,
    sync::Semaphore,
    task::JoinSet,
    time::{MissedTickBehavior, interval, timeout},
};
use uuid::Uuid;

/// Longest wait for an event before it counts as refused.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a kitchen takes to look at a new order, and to look again when it is not on its board yet: its asking must not be
/// what is measured.
const GLANCE: Duration = Duration::from_millis(25);

/// Places, follows and accepts `rate` orders a second for `span`.
pub async fn measure(town: &Town, rate: u32, span: Duration) -> anyhow::Result<Figure> {
    let town = Arc::new(Followed {
        town: town.clone(),
        idle: Mutex::default(),
    });
    let open = Arc::new(Semaphore::new(512));
    let mut ticks = interval(Duration::from_secs(1) / rate);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut tasks = JoinSet::new();
    let begin = Instant::now();
    let mut index = 0;
    while begin.elapsed() < span {
        ticks.tick().await;
        let permit = Arc::clone(&open).acquire_owned().await?;
        let town = Arc::clone(&town);
        index += 1;
        tasks.spawn(async move {
            let latency = timeout(PATIENCE, town.one(index)).await;
            drop(permit);
            latency
        });
    }
    let mut load = Load {
        span: begin.elapsed(),
        each: Vec::new(),
        refused: 0,
    };
    while let Some(done) = tasks.join_next().await {
        match done? {
            Ok(latency) => load.each.push(latency?),
            Err(_) => load.refused += 1,
        }
    }
    Ok(load.into_figure())
}

/// Orders that are followed.
struct Followed {
    town: Town,
    /// Connections that nobody uses at the moment.
    idle: Mutex<Vec<Connection>>,
}

impl Followed {
    async fn one(&self, index: usize) -> anyhow::Result<Duration> {
        let town = &self.town;
        let customer = &town.customers[index % town.customers.len()];
        let idle = self.idle().pop();
        let mut connection = match idle {
            Some(connection) => connection,
            None => Connection::open(town.address).await?,
        };
        let order = town.place(&mut connection, customer).await?;
        let path = format!("/v1/orders/{}/events", order.id);
        let stream = Connection::open(town.address).await?.follow(&path, customer).await?;
        let mut events = Events {
            lines: BufReader::new(stream).lines(),
        };
        events.until(OrderStatus::Placed).await?;
        self.accept(&mut connection, &order).await?;
        self.idle().push(connection);
        let accepted = events.until(OrderStatus::Accepted).await?;
        let waited = SystemClock.now().duration_since(accepted.updated_at);
        Ok(Duration::try_from(waited).unwrap_or_default())
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn accept(&self, connection: &mut Connection, order: &Order) -> anyhow::Result<()> {
        let path = self.town.action(order.id, "accept");
        loop {
            tokio::time::sleep(GLANCE).await;
            let key = Uuid::new_v4().to_string();
            let body = r#"{"ready_in_minutes":20}"#;
            match connection.post(&path, &self.town.owner, &key, body).await?.status {
                202 => return Ok(()),
                // The board hears of the order by event.
                404 => {}
                status => anyhow::bail!("accept: {status}: {}", String::from_utf8_lossy(connection.body())),
            }
        }
    }
}

struct Events {
    lines: tokio::io::Lines<BufReader<TcpStream>>,
}

impl Events {
    async fn until(&mut self, status: OrderStatus) -> anyhow::Result<Order> {
        while let Some(line) = self.lines.next_line().await? {
            let Some(data) = line.strip_prefix("data:") else {
                continue;
            };
            if let TrackingEvent::Order { order } = serde_json::from_str(data.trim())?
                && order.status == status
            {
                return Ok(*order);
            }
        }
        anyhow::bail!("the events ended")
    }
}
