//! The real binary is killed again and again while people order, cook and look: what was promised is kept, once.

use anyhow::{Context, Result};
use foodwala_clock::{Clock, SystemClock, new_id};
use foodwala_sdk::{
    Error, ErrorCode, FoodWala, IdempotencyKey, ItemId, OptionId, OrderId, RetryPolicy, SectionId,
    contract::{
        auth::{LoginRequest, RegisterRequest},
        board::{
            AcceptRequest, BoardCancelRequest, BoardOrder, BoardQuery, DelayRequest, DispatchRequest, RejectRequest,
        },
        hours::{DayHours, Interval},
        menu::{MenuItem, MenuSection, PublishMenuRequest, SetAvailabilityRequest},
        orders::{CancelOrderRequest, Fulfilment, FulfilmentKind, Order, OrderAction, OrderStatus, ReviewRequest},
        page::PageQuery,
    },
};
use foodwala_tests::{
    Kitchen, Process, Site,
    audit::{Attempt, Books, Limit, Shown, Witness, audit, settled},
    door, eventually, opening,
};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{task::JoinSet, time::sleep};
use uuid::Uuid;

const KILLS: usize = 20;
const CUSTOMERS: u64 = 4;
/// Few enough to be sold out on the way, and to come back with what is cancelled.
const PORTIONS: u32 = 12;
const PATIENCE: Duration = Duration::from_secs(60);
const PASSWORD: &str = "correct horse battery";

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_is_lost_or_doubled_when_the_platform_is_killed() -> Result<()> {
    let seed = match std::env::var("FOODWALA_TEST_SEED") {
        Ok(seed) => seed.parse()?,
        Err(_) => rand::random(),
    };
    eprintln!("FOODWALA_TEST_SEED={seed}");
    let site = Site::prepare()?;
    let result = survive(&site, seed).await;
    if result.is_err() {
        eprintln!("data and log are kept in {}", site.keep().display());
    }
    result.with_context(|| format!("with FOODWALA_TEST_SEED={seed}"))
}

async fn survive(site: &Site, seed: u64) -> Result<()> {
    let mut dice = StdRng::seed_from_u64(seed);
    let mut process = site.start()?;
    process.listening().await?;
    let load = Arc::new(Load::new(site.url()));
    let town = populate(site, &load).await?;

    let mut people = JoinSet::new();
    for (guest, seed) in town.guests.iter().zip(seed..) {
        people.spawn(Guest::new(&load, &town, guest, seed).live());
    }
    for (kitchen, seed) in town.kitchens.iter().zip(seed..) {
        // Two at a time, so that they get into each other's way.
        for half in 0..2 {
            people.spawn(Cook::new(&load, kitchen, seed ^ half).live());
        }
    }
    people.spawn(newcomers(Arc::clone(&load)));

    let mut interrupted = 0;
    for kill in 0..KILLS {
        // Now and then it does not even get to its feet.
        let delay = if dice.random_bool(0.2) {
            dice.random_range(0..120)
        } else {
            process.listening().await?;
            dice.random_range(50..400)
        };
        sleep(Duration::from_millis(delay)).await;
        interrupted += load.in_flight.load(Ordering::Relaxed);
        process.kill().await.with_context(|| format!("before kill {kill}"))?;
        process = site.start()?;
    }
    process.listening().await?;
    load.closing.store(true, Ordering::Relaxed);
    tokio::time::timeout(PATIENCE, finish(&mut people))
        .await
        .context("somebody never gets an answer")??;
    judge(site, process, &load, &town, interrupted).await
}

async fn finish(people: &mut JoinSet<Result<()>>) -> Result<()> {
    while let Some(ended) = people.join_next().await {
        ended??;
    }
    Ok(())
}

async fn judge(site: &Site, process: Process, load: &Load, town: &Town, interrupted: usize) -> Result<()> {
    settled(&site.data(), PATIENCE).await?;
    let owners: Vec<_> = town
        .kitchens
        .iter()
        .map(|kitchen| (kitchen.id(), kitchen.owner.clone()))
        .collect();
    let shown = Shown::ask(&town.guests, &owners).await?;
    process.stop().await?;
    let books = Books::read(&site.data()).await?;

    let witness = held(&load.witness).clone();
    let count = |of: fn(&Attempt) -> bool| witness.attempts.values().filter(|attempt| of(attempt)).count();
    let placed = count(|attempt| matches!(attempt, Attempt::Placed(_)));
    eprintln!(
        "{placed} orders placed, {} refused, {} of unknown fate; {} states told; {} actions; {} repeats; {interrupted} \
         requests killed in flight",
        count(|attempt| *attempt == Attempt::Refused),
        count(|attempt| *attempt == Attempt::Unknown),
        witness.told.len(),
        witness.acknowledged.values().sum::<usize>(),
        load.repeats.load(Ordering::Relaxed),
    );
    let mut findings = audit(&books, &witness);
    findings.extend(shown.compare(&books));
    anyhow::ensure!(findings.is_empty(), "{} findings: {findings:#?}", findings.len());
    let strange = held(&load.strange);
    anyhow::ensure!(strange.is_empty(), "strange answers: {strange:#?}");
    // Else this run has proved nothing.
    anyhow::ensure!(
        placed > 20 && interrupted > KILLS / 2,
        "{placed} orders, {interrupted} requests killed in flight"
    );
    Ok(())
}

/// What is in a mutex, also after somebody who held it has panicked: that test fails anyway.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What all who use the platform share.
struct Load {
    url: String,
    closing: AtomicBool,
    in_flight: AtomicUsize,
    repeats: AtomicUsize,
    witness: Mutex<Witness>,
    strange: Mutex<Vec<String>>,
}

impl Load {
    fn new(url: String) -> Self {
        Self {
            url,
            closing: AtomicBool::new(false),
            in_flight: AtomicUsize::new(0),
            repeats: AtomicUsize::new(0),
            witness: Mutex::default(),
            strange: Mutex::default(),
        }
    }

    fn client(&self) -> Result<FoodWala> {
        // Whoever asks again does so here, where it is counted.
        Ok(FoodWala::builder()
            .base_url(&self.url)
            .retries(RetryPolicy::NEVER)
            .build()?)
    }

    fn open(&self) -> bool {
        !self.closing.load(Ordering::Relaxed)
    }

    /// Asks once.
    async fn ask<T>(&self, request: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        self.in_flight.fetch_add(1, Ordering::Relaxed);
        let answer = request.await;
        self.in_flight.fetch_sub(1, Ordering::Relaxed);
        answer
    }

    /// Asks until there is an answer, whoever is killed meanwhile.
    async fn insist<T, F>(&self, request: impl Fn() -> F) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>>,
    {
        loop {
            match self.ask(request()).await {
                Err(error) if error.is_retryable() => {
                    self.repeats.fetch_add(1, Ordering::Relaxed);
                    sleep(Duration::from_millis(10)).await;
                }
                answer => return answer,
            }
        }
    }

    /// Notes an answer that is neither good nor one of the refusals that races bring.
    fn unless(&self, error: &Error, doing: &str, expected: &[ErrorCode]) {
        if !error.code().is_some_and(|code| expected.contains(code)) {
            held(&self.strange).push(format!("{doing}: {error:?}"));
        }
    }

    fn told(&self, order: &Order) {
        if held(&self.witness).told(order) {
            let (id, version) = (order.id, order.version);
            held(&self.strange).push(format!("two different states of order {id} version {version}"));
        }
    }
}

/// Who is there before the first kill.
struct Town {
    kitchens: Vec<Arc<Kitchen>>,
    guests: Vec<FoodWala>,
}

async fn populate(site: &Site, load: &Load) -> Result<Town> {
    let mut guests = Vec::new();
    for number in 0..CUSTOMERS {
        guests.push(person(load, &format!("guest-{number}")).await?);
    }
    let mut kitchens = Vec::new();
    for number in 0..2 {
        let owner = person(load, &format!("owner-{number}")).await?;
        kitchens.push(Arc::new(kitchen(owner, &guests[0]).await?));
    }
    let scarce = &kitchens[1];
    let request = SetAvailabilityRequest {
        portions_left: Some(PORTIONS),
        until: None,
    };
    scarce
        .owner
        .menus()
        .set_availability(scarce.id(), scarce.dal, &request)
        .await?;
    let limit = Limit {
        restaurant: scarce.id(),
        item: scarce.dal,
        portions: PORTIONS,
    };
    held(&load.witness).limits.push(limit);
    settled(&site.data(), PATIENCE).await?;
    Ok(Town { kitchens, guests })
}

async fn person(load: &Load, name: &str) -> Result<FoodWala> {
    let client = load.client()?;
    client.auth().register(&registration(name)).await?;
    Ok(client)
}

fn registration(name: &str) -> RegisterRequest {
    let email = format!("{name}@town.example");
    RegisterRequest {
        email,
        password: PASSWORD.to_owned(),
        display_name: name.to_owned(),
        locale: None,
    }
}

fn fresh() -> Uuid {
    new_id(SystemClock.now())
}

/// Opens a kitchen that never closes, and waits until guests can order from it.
async fn kitchen(owner: FoodWala, guest: &FoodWala) -> Result<Kitchen> {
    let mut request = opening("Kitchen of the town");
    let midnight = jiff::civil::Time::midnight();
    let always = Interval {
        opens: midnight,
        closes: midnight,
    };
    let days = request.hours.weekly.iter();
    request.hours.weekly = days
        .map(|day| DayHours {
            day: day.day,
            intervals: vec![always],
        })
        .collect();
    let restaurant = owner.restaurants().create(&request).await?;
    let (dal, pizza) = (ItemId(fresh()), ItemId(fresh()));
    let items = vec![item(dal, "Dal tadka", 950), item(pizza, "Pizza margherita", 1200)];
    let section = MenuSection {
        id: SectionId(fresh()),
        name: "Mains".to_owned(),
        description: None,
        items,
    };
    owner
        .menus()
        .publish(
            restaurant.id,
            &PublishMenuRequest {
                sections: vec![section],
            },
            0,
        )
        .await?;
    let kitchen = Kitchen {
        owner,
        restaurant,
        dal,
        pizza,
        large: OptionId(fresh()),
    };
    let basket = kitchen.basket(1, Fulfilment::Pickup);
    eventually(|| async { guest.orders().quote(&basket).await }).await?;
    Ok(kitchen)
}

fn item(id: ItemId, name: &str, price_minor: i64) -> MenuItem {
    MenuItem {
        id,
        name: name.to_owned(),
        description: String::new(),
        price_minor,
        packaging_minor: 0,
        image: None,
        dietary: Vec::new(),
        option_groups: Vec::new(),
        station: None,
    }
}

/// Somebody who orders, sometimes thinks better of it, looks, and reviews what they got.
struct Guest {
    load: Arc<Load>,
    kitchens: Vec<Arc<Kitchen>>,
    client: FoodWala,
    dice: StdRng,
    orders: Vec<OrderId>,
}

impl Guest {
    fn new(load: &Arc<Load>, town: &Town, client: &FoodWala, seed: u64) -> Self {
        let (load, kitchens, client) = (Arc::clone(load), town.kitchens.clone(), client.clone());
        Self {
            load,
            kitchens,
            client,
            dice: StdRng::seed_from_u64(seed),
            orders: Vec::new(),
        }
    }

    async fn live(mut self) -> Result<()> {
        while self.load.open() {
            let order = self.order().await?;
            if let Some(order) = order
                && self.dice.random_bool(0.25)
            {
                self.cancel(order).await;
            }
            self.look_back().await;
        }
        Ok(())
    }

    /// Orders under one key, until there is an answer; or walks away at the first trouble.
    async fn order(&mut self) -> Result<Option<OrderId>> {
        let kitchen = Arc::clone(&self.kitchens[self.dice.random_range(0..self.kitchens.len())]);
        let fulfilment = if self.dice.random_bool(0.5) {
            Fulfilment::Pickup
        } else {
            door()
        };
        let basket = kitchen.basket(self.dice.random_range(1..4), fulfilment);
        let request = self
            .load
            .insist(|| kitchen.order_of(&self.client, basket.clone()))
            .await;
        let request = match request {
            Ok(request) => request,
            Err(error) => {
                self.load.unless(&error, "quote", &[ErrorCode::ItemSoldOut]);
                return Ok(None);
            }
        };
        let account = self.client.auth().account().context("signed in")?.id;
        let key = IdempotencyKey::fresh();
        let note = |attempt| {
            held(&self.load.witness)
                .attempts
                .insert((account, key.as_str().to_owned()), attempt);
        };
        note(Attempt::Unknown);
        let orders = self.client.orders();
        let walks_away = self.dice.random_bool(0.1);
        let answer = if walks_away {
            self.load.ask(orders.place_with_key(&key, &request)).await
        } else {
            self.load.insist(|| orders.place_with_key(&key, &request)).await
        };
        match answer {
            Ok(order) => {
                note(Attempt::Placed(order.id));
                self.load.told(&order);
                self.orders.push(order.id);
                Ok(Some(order.id))
            }
            Err(error) if walks_away && error.is_retryable() => Ok(None),
            Err(error) => {
                note(Attempt::Refused);
                self.load.unless(&error, "place", &[ErrorCode::ItemSoldOut]);
                Ok(None)
            }
        }
    }

    async fn cancel(&mut self, order: OrderId) {
        let (orders, key) = (self.client.orders(), IdempotencyKey::fresh());
        let request = CancelOrderRequest::default();
        match self.load.insist(|| orders.cancel_with_key(&key, order, &request)).await {
            Ok(order) => self.load.told(&order),
            Err(error) => self.load.unless(&error, "cancel", &[ErrorCode::TransitionRefused]),
        }
    }

    /// Looks at an order of theirs, and at the list, and says what they think of it.
    async fn look_back(&mut self) {
        let Some(newest) = self.orders.len().checked_sub(1) else {
            return;
        };
        let id = self.orders[self.dice.random_range(0..=newest)];
        let (orders, page) = (self.client.orders(), PageQuery::default());
        let order = match self.load.insist(|| orders.get(id)).await {
            Ok(order) => order,
            Err(error) => return self.load.unless(&error, "get", &[]),
        };
        self.load.told(&order);
        match self.load.insist(|| orders.list(&page)).await {
            Ok(page) => page.items.iter().for_each(|order| self.load.told(order)),
            Err(error) => self.load.unless(&error, "list", &[]),
        }
        if order.status.is_fulfilled() && order.review.is_none() {
            let request = ReviewRequest {
                stars: self.dice.random_range(1..=5),
                comment: None,
            };
            let key = IdempotencyKey::fresh();
            match self.load.insist(|| orders.review_with_key(&key, id, &request)).await {
                Ok(order) => self.load.told(&order),
                Err(error) => self.load.unless(&error, "review", &[]),
            }
        }
    }
}

/// Somebody in a kitchen, who moves what is on the board.
struct Cook {
    load: Arc<Load>,
    kitchen: Arc<Kitchen>,
    dice: StdRng,
}

impl Cook {
    fn new(load: &Arc<Load>, kitchen: &Arc<Kitchen>, seed: u64) -> Self {
        Self {
            load: Arc::clone(load),
            kitchen: Arc::clone(kitchen),
            dice: StdRng::seed_from_u64(seed),
        }
    }

    async fn live(mut self) -> Result<()> {
        let board = self.kitchen.owner.board(self.kitchen.id());
        let query = BoardQuery {
            limit: Some(PageQuery::MAX_LIMIT),
            ..BoardQuery::default()
        };
        while self.load.open() {
            let cards = match self.load.insist(|| board.list(&query)).await {
                Ok(page) => page.items,
                Err(error) => {
                    self.load.unless(&error, "board", &[]);
                    continue;
                }
            };
            for card in &cards {
                self.load.told(&card.order);
            }
            let waiting: Vec<&BoardOrder> = cards.iter().filter(|card| card.pending.is_none()).collect();
            for card in &waiting {
                // Some stay where they are, so that in the end orders stand everywhere on their road.
                if self.load.open() && self.dice.random_bool(0.6) {
                    self.act(&card.order).await;
                }
            }
            if waiting.is_empty() {
                sleep(Duration::from_millis(5)).await;
            }
        }
        Ok(())
    }

    async fn act(&mut self, order: &Order) {
        let Some(action) = self.next(order) else { return };
        let (board, key, id) = (
            self.kitchen.owner.board(self.kitchen.id()),
            IdempotencyKey::fresh(),
            order.id,
        );
        let answer = self.load.insist(|| async {
            match action {
                OrderAction::Accept => {
                    board
                        .accept_with_key(&key, id, &AcceptRequest { ready_in_minutes: 20 })
                        .await
                }
                OrderAction::Reject => {
                    let request = RejectRequest {
                        reason: "No dal".to_owned(),
                        sold_out: Vec::new(),
                    };
                    board.reject_with_key(&key, id, &request).await
                }
                OrderAction::Delay => board.delay_with_key(&key, id, &DelayRequest { minutes: 5 }).await,
                OrderAction::Start => board.start_with_key(&key, id).await,
                OrderAction::Ready => board.ready_with_key(&key, id).await,
                OrderAction::Dispatch => board.dispatch_with_key(&key, id, &DispatchRequest::default()).await,
                OrderAction::Deliver => board.deliver_with_key(&key, id).await,
                OrderAction::Collect => board.collect_with_key(&key, id).await,
                _ => {
                    let request = BoardCancelRequest {
                        reason: "The oven broke".to_owned(),
                    };
                    board.cancel_with_key(&key, id, &request).await
                }
            }
        });
        match answer.await {
            Ok(card) => {
                self.load.told(&card.order);
                *held(&self.load.witness).acknowledged.entry((id, action)).or_default() += 1;
            }
            Err(error) => self.load.unless(&error, "act", &[ErrorCode::TransitionRefused]),
        }
    }

    fn next(&mut self, order: &Order) -> Option<OrderAction> {
        use OrderAction as A;
        let chance = self.dice.random_range(0..100);
        let (usual, rare) = match order.status {
            OrderStatus::Placed => (A::Accept, A::Reject),
            OrderStatus::Accepted => (A::Start, A::Cancel),
            OrderStatus::Preparing => (A::Ready, A::Delay),
            OrderStatus::Ready if order.fulfilment.kind() == FulfilmentKind::Pickup => (A::Collect, A::Cancel),
            OrderStatus::Ready => (A::Dispatch, A::Delay),
            OrderStatus::OutForDelivery => (A::Deliver, A::Deliver),
            _ => return None,
        };
        Some(if chance < 10 { rare } else { usual })
    }
}

/// People who sign up all the while. A sign-up that was killed may have worked: then they sign in.
async fn newcomers(load: Arc<Load>) -> Result<()> {
    let mut number = 0;
    while load.open() {
        let (auth, registration) = (load.client()?.auth(), registration(&format!("newcomer-{number}")));
        if let Err(error) = load.insist(|| auth.register(&registration)).await {
            load.unless(&error, "register", &[ErrorCode::EmailTaken]);
            let login = LoginRequest {
                email: registration.email,
                password: PASSWORD.to_owned(),
            };
            if let Err(error) = load.insist(|| auth.login(&login)).await {
                load.unless(&error, "log in", &[]);
            }
        }
        number += 1;
        sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}
