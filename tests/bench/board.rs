//! The kitchen's board in a real browser: how long a change takes from the network to the screen while two hundred orders
//! are on it, how long a new order takes from its answer to its card, and what eight busy hours leave in memory.
//!
//! A change is measured in the page, from the arrival of its event to the frame after the card has changed; a new order from
//! the platform's answer to the guest. For the eight hours the page's clock and what it does by the clock run sixty times as
//! fast, while one order a second goes all the way over the board.

use crate::report::{Load, Report};
use anyhow::{Context, Result, ensure};
use foodwala_clock::{Clock, SystemClock};
use foodwala_sdk::contract::{
    board::{AcceptRequest, DispatchRequest},
    orders::{Order, OrderStatus},
};
use foodwala_tests::{
    Kitchen,
    browser::{Browser, Look, Stage},
    door,
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    collections::VecDeque,
    fmt,
    time::{Duration, Instant},
};

const WATCH: &str = include_str!("board.js");

/// Orders on the board while changes are measured, by how far they are.
const LIVE: [(OrderStatus, usize); 5] = [
    (OrderStatus::Placed, 40),
    (OrderStatus::Accepted, 40),
    (OrderStatus::Preparing, 50),
    (OrderStatus::Ready, 40),
    (OrderStatus::OutForDelivery, 30),
];
/// Changes and new orders that are measured, each.
const MEASURED: usize = 60;
/// Orders of an hour of a busy kitchen.
const AN_HOUR: usize = 60;
/// The same in the time of the page.
const PACE: Duration = Duration::from_secs(1);
/// How much faster than the world the page lives then.
const FAST: u32 = 60;
/// So many orders later an order takes its next step: forty are on the board at a time.
const STEP: usize = 8;

/// Measures the board, and what `hours` leave; none where there is no browser or no bundle.
pub async fn measure(hours: usize) -> Result<Option<Report>> {
    let Some(stage) = Stage::open().await? else {
        return Ok(None);
    };
    let mut report = Report::default();
    full(&stage, &mut report).await?;
    soak(&stage, &mut report, hours).await?;
    Ok(Some(report))
}

/// Two hundred orders, of which some change and some are new.
async fn full(stage: &Stage, report: &mut Report) -> Result<()> {
    let (kitchen, email) = stage.kitchen().await?;
    let (guest, _) = stage.person("asha").await?;
    eprintln!("filling the board …");
    let mut orders = VecDeque::new();
    for (status, count) in LIVE {
        for _ in 0..count {
            let mut order = kitchen.ordered(&guest, door()).await?;
            while order.status != status {
                order = step(&kitchen, order).await?;
            }
            orders.push_back(order);
        }
    }
    let page = open(stage, &email).await?;
    page.until(
        "the cards are there",
        "return document.querySelectorAll('.order-card').length === arguments[0]",
        &[json!(orders.len())],
    )
    .await?;
    for (times, slowed) in [(1, ""), (4, ", processor slowed 4×")] {
        page.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": times }))
            .await?;
        let mut changes = Painting::default();
        let before = Work::of(&page).await?;
        for _ in 0..MEASURED {
            // Each in its turn, so that all states are among them; the last step makes room for a new one.
            let order = orders.pop_front().context("no order")?;
            let order = step(&kitchen, order).await?;
            for painted in painted(&page, &order).await? {
                changes.take(painted.waited);
            }
            if !order.status.is_final() {
                orders.push_back(order);
            }
        }
        report.row(
            &format!("event → card painted, 200 orders on the board{slowed}"),
            changes.to_string(),
            "≤ 50 ms",
        );
        let work = Work::of(&page).await?.since(&before, changes.0.len());
        report.row(
            &format!("… of which the page's main thread worked{slowed}"),
            work.to_string(),
            "",
        );
        let mut cards = Painting::default();
        for _ in 0..MEASURED {
            let request = kitchen.order_of(&guest, kitchen.basket(1, door())).await?;
            let order = guest.orders().place(&request).await?;
            let answered = SystemClock.now();
            let came = painted(&page, &order).await?;
            let at = came.first().context("no paint")?.at;
            cards.take(at - answered.as_microsecond() as f64 / 1000.0);
            kitchen.shows(order.id, OrderStatus::Placed).await?;
            orders.push_front(order);
        }
        report.row(
            &format!("order answered → card painted, 200 orders on the board{slowed}"),
            cards.to_string(),
            "≤ 1000 ms",
        );
    }
    Ok(())
}

/// Hours of orders that come and go.
async fn soak(stage: &Stage, report: &mut Report, hours: usize) -> Result<()> {
    let (kitchen, email) = stage.kitchen().await?;
    let (guest, _) = stage.person("asha").await?;
    let page = open(stage, &email).await?;
    page.script("board.fast = arguments[0]", &[json!(FAST)]).await?;
    let mut live: VecDeque<Order> = VecDeque::new();
    let mut memory = Vec::new();
    for hour in 0..=hours {
        // In the hour before the first the board fills up.
        for _ in 0..AN_HOUR {
            let begun = Instant::now();
            live.push_front(kitchen.ordered(&guest, door()).await?);
            for index in (STEP..live.len()).step_by(STEP) {
                live[index] = step(&kitchen, live[index].clone()).await?;
            }
            if live.back().is_some_and(|order| order.status.is_final()) {
                live.pop_back();
            }
            tokio::time::sleep(PACE.saturating_sub(begun.elapsed())).await;
        }
        let count = live.len();
        page.until(
            "the board is up to date",
            "return document.querySelectorAll('.order-card').length === arguments[0]",
            &[json!(count)],
        )
        .await?;
        let found = Memory::of(&page).await?;
        eprintln!("  after hour {hour}: {found}");
        memory.push(found);
    }
    let ticks = page.script("return board.ticks", &[]).await?;
    let (first, last) = (memory.first().context("no hour")?, memory.last().context("no hour")?);
    let orders = hours * AN_HOUR;
    report.row(
        &format!(
            "memory of the board's page before {hours} hours with {orders} orders and {ticks} seconds of its clock"
        ),
        first.to_string(),
        "",
    );
    report.row("… and after them", last.to_string(), "no growth");
    ensure!(ticks.as_u64() > Some(0), "the page's clock stood still");
    Ok(())
}

/// A tablet at the board.
async fn open(stage: &Stage, email: &str) -> Result<Browser> {
    let page = stage.browser(Look::TABLET.moving()).await?;
    let watch = json!({ "source": WATCH });
    page.devtools("Page.addScriptToEvaluateOnNewDocument", watch).await?;
    page.devtools("HeapProfiler.enable", json!({})).await?;
    // Time that the thread has, not time in which others had the processor.
    page.devtools("Performance.enable", json!({ "timeDomain": "threadTicks" }))
        .await?;
    page.sign_in("/restaurant/sign-in", email).await?;
    page.finds(".bar-live[data-live=true]").await?;
    Ok(page)
}

/// Leads an order one step on, waits until the board shows it, and answers the order as it is then.
async fn step(kitchen: &Kitchen, order: Order) -> Result<Order> {
    let board = kitchen.owner.board(kitchen.id());
    let status = match order.status {
        OrderStatus::Placed => {
            let request = AcceptRequest { ready_in_minutes: 30 };
            board.accept(order.id, &request).await?;
            OrderStatus::Accepted
        }
        OrderStatus::Accepted => {
            board.start(order.id).await?;
            OrderStatus::Preparing
        }
        OrderStatus::Preparing => {
            board.ready(order.id).await?;
            OrderStatus::Ready
        }
        OrderStatus::Ready => {
            board.dispatch(order.id, &DispatchRequest::default()).await?;
            OrderStatus::OutForDelivery
        }
        OrderStatus::OutForDelivery => {
            board.deliver(order.id).await?;
            OrderStatus::Delivered
        }
        other => anyhow::bail!("nothing leads on from {}", other.as_str()),
    };
    kitchen.shows(order.id, status).await?;
    Ok(Order { status, ..order })
}

/// When a change was on the screen.
#[derive(Deserialize)]
struct Painted {
    /// Milliseconds since its event came.
    waited: f64,
    /// Milliseconds since 1970.
    at: f64,
}

/// Waits until the newest change of an order is on the screen; all that were since it was asked last.
async fn painted(page: &Browser, order: &Order) -> Result<Vec<Painted>> {
    page.until(
        "the card is as it is",
        "const card = document.getElementById(`card-${arguments[0]}`);
        return board.painting === 0 && (arguments[1] ? card === null : card?.dataset.status === arguments[2] && !card.querySelector('.pending .spinner')
            && board.painted.some(({ number }) => number === arguments[0]))",
        &[
            json!(order.number),
            json!(order.status.is_final()),
            json!(order.status.as_str()),
        ],
    )
    .await?;
    let taken = page.script("return board.painted.splice(0)", &[]).await?;
    let all: Vec<Value> = serde_json::from_value(taken)?;
    let of_it = all
        .into_iter()
        .filter(|painted| painted["number"] == json!(order.number));
    Ok(of_it.map(serde_json::from_value).collect::<Result<_, _>>()?)
}

/// How long paints took.
#[derive(Default)]
struct Painting(Vec<Duration>);

impl Painting {
    fn take(&mut self, milliseconds: f64) {
        self.0.push(Duration::from_secs_f64(milliseconds.max(0.0) / 1000.0));
    }
}

impl fmt::Display for Painting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut load = Load {
            span: Duration::ZERO,
            each: self.0.clone(),
            refused: 0,
        };
        let [p50, p95, most] = [0.5, 0.95, 1.0].map(|share| load.percentile(share).as_secs_f64() * 1000.0);
        write!(
            f,
            "p50 {p50:.0} ms, p95 {p95:.0} ms, at most {most:.0} ms ({} measured)",
            self.0.len()
        )
    }
}

/// One of the browser's figures of a page.
async fn metrics<const N: usize>(page: &Browser, names: [&str; N]) -> Result<[f64; N]> {
    let metrics = page.devtools("Performance.getMetrics", json!({})).await?;
    let mut found = [0.0; N];
    for (name, found) in names.iter().zip(&mut found) {
        let mut all = metrics["metrics"].as_array().into_iter().flatten();
        let metric = all.find(|metric| metric["name"] == json!(name));
        *found = metric
            .and_then(|metric| metric["value"].as_f64())
            .context("no such metric")?;
    }
    Ok(found)
}

/// Milliseconds that a page's main thread has worked: in all, in scripts, on styles, on the layout.
struct Work([f64; 4]);

impl Work {
    async fn of(page: &Browser) -> Result<Self> {
        let names = [
            "TaskDuration",
            "ScriptDuration",
            "RecalcStyleDuration",
            "LayoutDuration",
        ];
        Ok(Self(metrics(page, names).await?.map(|seconds| seconds * 1000.0)))
    }

    /// Since then, for each of so many.
    fn since(&self, before: &Self, count: usize) -> Self {
        let mut each = self.0;
        for (each, before) in each.iter_mut().zip(before.0) {
            *each = (*each - before) / count.max(1) as f64;
        }
        Self(each)
    }
}

impl fmt::Display for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [all, script, style, layout] = self.0;
        write!(
            f,
            "{all:.1} ms a change (script {script:.1}, styles {style:.1}, layout {layout:.1}), the clock's ticks included"
        )
    }
}

/// A page's memory after the garbage was collected.
struct Memory {
    heap: f64,
    wasm: f64,
    nodes: f64,
    listeners: f64,
}

impl Memory {
    async fn of(page: &Browser) -> Result<Self> {
        // The measurement's own.
        page.script("board.painted.length = 0; board.told.clear()", &[]).await?;
        // What the first collection finalizes, the second one frees.
        for _ in 0..2 {
            page.devtools("HeapProfiler.collectGarbage", json!({})).await?;
        }
        let [heap, nodes, listeners] = metrics(page, ["JSHeapUsedSize", "Nodes", "JSEventListeners"]).await?;
        let wasm = page.script("return board.memory.buffer.byteLength", &[]).await?;
        Ok(Self {
            heap,
            wasm: wasm.as_f64().context("no memory")?,
            nodes,
            listeners,
        })
    }
}

impl fmt::Display for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mebibytes = |bytes: f64| bytes / 1024.0 / 1024.0;
        write!(
            f,
            "heap {:.1} MB, wasm {:.1} MB, {} nodes, {} listeners",
            mebibytes(self.heap),
            mebibytes(self.wasm),
            self.nodes,
            self.listeners
        )
    }
}
