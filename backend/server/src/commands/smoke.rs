//! `foodwala smoke`: walks one synthetic order through a running platform, as its clients would.
//!
//! It opens a kitchen of its own near nobody, so that no guest is led there, and pauses it at the end. With
//! `--password` the same two accounts and the same kitchen serve every run; without, each run makes its own. Then the
//! guest's account is deleted; the owner's stays, for a restaurant needs an owner.

use super::say;
use anyhow::{Context, bail};
use clap::Args as ClapArgs;
use foodwala_clock::{Clock, SystemClock, new_id};
use foodwala_sdk::{
    Board, Currency, Events, FoodWala, ItemId, OrderId, RestaurantId, SectionId, StreamExt,
    contract::{
        auth::{LoginRequest, RegisterRequest},
        board::AcceptRequest,
        geo::{GeoPoint, PostalAddress},
        hours::{DayHours, Interval, OpeningHours, Weekday},
        menu::{MenuItem, MenuSection, PublishMenuRequest},
        orders::{
            Basket, BasketLine, Contact, Fulfilment, Order, OrderStatus, PaymentMethod, PlaceOrderRequest, Quote,
            ReviewRequest, TrackingEvent,
        },
        restaurants::{CreateRestaurantRequest, Pause, RestaurantProfile, TaxTerms},
    },
};
use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

/// How long any single step may take.
const PATIENCE: Duration = Duration::from_secs(15);

#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// The platform's base URL.
    #[arg(long, default_value = "http://127.0.0.1:8080")]
    url: String,
    /// Password of the two smoke accounts, to use the same ones every time.
    #[arg(long, env = "FOODWALA_SMOKE_PASSWORD", hide_env_values = true)]
    password: Option<String>,
}

pub(super) async fn run(args: Args) -> anyhow::Result<ExitCode> {
    let mut walk = Walk {
        begun: Instant::now(),
        steps: 0,
    };
    match walk.order(&args).await {
        Ok(()) => {
            say(format_args!(
                "{} steps held in {} ms",
                walk.steps,
                walk.begun.elapsed().as_millis()
            ));
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            say(format_args!("FAILED after {} steps: {error:#}", walk.steps));
            Ok(ExitCode::FAILURE)
        }
    }
}

struct Walk {
    begun: Instant,
    steps: u32,
}

impl Walk {
    async fn order(&mut self, args: &Args) -> anyhow::Result<()> {
        let owner = FoodWala::builder().base_url(&args.url).build()?;
        let guest = FoodWala::builder().base_url(&args.url).build()?;
        self.step("public keys are served", owner.auth().jwks()).await?;
        self.step("the owner signs in", sign_in(&owner, "owner", args.password.as_deref()))
            .await?;
        self.step("the guest signs in", sign_in(&guest, "guest", args.password.as_deref()))
            .await?;
        let (kitchen, item) = self.step("the kitchen is open", open_kitchen(&owner)).await?;
        let quote = self
            .step("the order service knows the menu", known_price(&guest, kitchen, item))
            .await?;

        let request = PlaceOrderRequest {
            basket: basket(kitchen, item),
            expected_total: quote.price.total,
            payment: PaymentMethod::Cash,
            contact: Contact {
                name: "Smoke test".to_owned(),
                phone: String::new(),
            },
            note: Some("Synthetic: nothing to cook.".to_owned()),
        };
        let order = self.step("the order is placed", guest.orders().place(&request)).await?;
        let mut events = guest.orders().follow(order.id);
        self.step("the guest follows it", until(&mut events, OrderStatus::Placed))
            .await?;
        let board = owner.board(kitchen);
        self.step("it is on the board", until_ok(|| board.get(order.id)))
            .await?;

        let accept = AcceptRequest { ready_in_minutes: 10 };
        self.step("the kitchen accepts", board.accept(order.id, &accept))
            .await?;
        self.step("the guest sees it accepted", until(&mut events, OrderStatus::Accepted))
            .await?;
        self.step("the board shows it", shown(&board, order.id, OrderStatus::Accepted))
            .await?;
        self.step("cooking begins", board.start(order.id)).await?;
        self.step(
            "the guest sees it being cooked",
            until(&mut events, OrderStatus::Preparing),
        )
        .await?;
        self.step("the board shows it", shown(&board, order.id, OrderStatus::Preparing))
            .await?;
        self.step("the food is ready", board.ready(order.id)).await?;
        self.step("the guest sees it ready", until(&mut events, OrderStatus::Ready))
            .await?;
        self.step("the board shows it", shown(&board, order.id, OrderStatus::Ready))
            .await?;
        self.step("it is handed over", board.collect(order.id)).await?;
        self.step(
            "the guest sees it collected",
            until(&mut events, OrderStatus::Collected),
        )
        .await?;
        let review = ReviewRequest {
            stars: 5,
            comment: None,
        };
        self.step("the guest reviews it", guest.orders().review(order.id, &review))
            .await?;
        let read = self.step("the history has it", guest.orders().get(order.id)).await?;
        if read.status != OrderStatus::Collected || read.review.is_none() {
            bail!(
                "the history shows {:?}, reviewed: {}",
                read.status,
                read.review.is_some()
            );
        }

        let pause = Pause {
            until: None,
            reason: Some("smoke test".to_owned()),
        };
        self.step(
            "the kitchen is paused again",
            owner.restaurants().pause(kitchen, &pause),
        )
        .await?;
        if args.password.is_none() {
            self.step("the guest's account is deleted", guest.me().delete()).await?;
        }
        Ok(())
    }

    /// Does one step within the time it may take and prints how long it took.
    async fn step<T, E: Into<anyhow::Error>>(
        &mut self,
        name: &str,
        work: impl Future<Output = Result<T, E>>,
    ) -> anyhow::Result<T> {
        let begun = Instant::now();
        let done = tokio::time::timeout(PATIENCE, work)
            .await
            .with_context(|| format!("{name}: took too long"))?;
        let value = done.map_err(Into::into).with_context(|| name.to_owned())?;
        self.steps += 1;
        say(format_args!(
            "{:>6.1} ms  {name}",
            begun.elapsed().as_secs_f64() * 1000.0
        ));
        Ok(value)
    }
}

async fn sign_in(client: &FoodWala, who: &str, password: Option<&str>) -> anyhow::Result<()> {
    let unique = new_id(SystemClock.now());
    let (email, password) = match password {
        Some(password) => (format!("smoke-{who}@foodwala.invalid"), password.to_owned()),
        None => (
            format!("smoke-{who}-{unique}@foodwala.invalid"),
            new_id(SystemClock.now()).to_string(),
        ),
    };
    let login = LoginRequest {
        email: email.clone(),
        password: password.clone(),
    };
    if client.auth().login(&login).await.is_ok() {
        return Ok(());
    }
    let display_name = format!("Smoke {who}");
    client
        .auth()
        .register(&RegisterRequest {
            email,
            password,
            display_name,
            locale: None,
        })
        .await?;
    Ok(())
}

async fn open_kitchen(owner: &FoodWala) -> anyhow::Result<(RestaurantId, ItemId)> {
    if let Some(workplace) = owner.me().workplaces().await?.items.first() {
        let kitchen = workplace.restaurant_id;
        owner.restaurants().resume(kitchen).await?;
        let menu = owner.menus().get(kitchen).await?;
        let item = menu
            .sections
            .iter()
            .flat_map(|section| &section.items)
            .next()
            .context("the menu is empty")?;
        return Ok((kitchen, item.id));
    }
    let restaurant = owner.restaurants().create(&kitchen()).await?;
    let item = ItemId(new_id(SystemClock.now()));
    let dish = MenuItem {
        id: item,
        name: "Smoke test soup".to_owned(),
        description: String::new(),
        price_minor: 100,
        packaging_minor: 0,
        image: None,
        dietary: Vec::new(),
        option_groups: Vec::new(),
        station: None,
    };
    let section = MenuSection {
        id: SectionId(new_id(SystemClock.now())),
        name: "Soups".to_owned(),
        description: None,
        items: vec![dish],
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
    Ok((restaurant.id, item))
}

/// Open at all times, at the south pole.
fn kitchen() -> CreateRestaurantRequest {
    let midnight = jiff::civil::Time::midnight();
    let always = Interval {
        opens: midnight,
        closes: midnight,
    };
    let days = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    let weekly = days
        .map(|day| DayHours {
            day,
            intervals: vec![always],
        })
        .to_vec();
    let address = PostalAddress {
        street: "South Pole".to_owned(),
        city: "Antarctica".to_owned(),
        postal_code: String::new(),
        country: "AQ".to_owned(),
    };
    let profile = RestaurantProfile {
        name: "Smoke test kitchen".to_owned(),
        description: "Synthetic: checks that the platform works.".to_owned(),
        cuisines: vec!["synthetic".to_owned()],
        image: None,
        phone: String::new(),
        address,
        location: GeoPoint {
            latitude: -90.0,
            longitude: 0.0,
        },
        currency: Currency::EUR,
        lead_time_minutes: 10,
        delivery: None,
        pickup: true,
        tax: TaxTerms {
            rate_basis_points: 0,
            included: true,
        },
        payment_methods: vec![PaymentMethod::Cash],
    };
    let hours = OpeningHours {
        time_zone: "UTC".to_owned(),
        weekly,
        exceptions: Vec::new(),
    };
    CreateRestaurantRequest { profile, hours }
}

fn basket(restaurant_id: RestaurantId, item_id: ItemId) -> Basket {
    let lines = vec![BasketLine {
        item_id,
        quantity: 1,
        options: Vec::new(),
        note: None,
    }];
    let fulfilment = Fulfilment::Pickup;
    Basket {
        restaurant_id,
        lines,
        fulfilment,
        scheduled_for: None,
        tip_minor: 0,
        promo_code: None,
    }
}

/// The order service learns of the kitchen and its menu by event: asks until it does.
async fn known_price(guest: &FoodWala, kitchen: RestaurantId, item: ItemId) -> anyhow::Result<Quote> {
    let basket = basket(kitchen, item);
    until_ok(|| async { guest.orders().quote(&basket).await }).await
}

/// Asks again until the answer is a good one; [`Walk::step`] bounds the time.
async fn until_ok<T, F: Future<Output = Result<T, foodwala_sdk::Error>>>(ask: impl Fn() -> F) -> anyhow::Result<T> {
    loop {
        match ask().await {
            Ok(value) => return Ok(value),
            Err(error) if error.code().is_none() => return Err(error.into()),
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

/// The board hears of a change by event, as the guest does, and may be the second to know.
async fn shown(board: &Board, order: OrderId, status: OrderStatus) -> Result<(), foodwala_sdk::Error> {
    while board.get(order).await?.order.status != status {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(())
}

async fn until(events: &mut Events<TrackingEvent>, status: OrderStatus) -> anyhow::Result<Order> {
    while let Some(event) = events.next().await {
        if let TrackingEvent::Order { order } = event?
            && order.status == status
        {
            return Ok(*order);
        }
    }
    bail!("the events ended before the order was {}", status.as_str())
}
