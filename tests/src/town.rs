//! A town with one kitchen, on a platform of its own.

use crate::place;
use anyhow::Context;
use foodwala_clock::{ManualClock, new_id};
use foodwala_database::sqlserver::TrialDatabase;
use foodwala_sdk::{
    Currency, Error, FoodWala, ItemId, OptionGroupId, OptionId, OrderId, RestaurantId, SectionId, StreamExt, Timestamp,
    contract::{
        access::StaffRole,
        auth::RegisterRequest,
        board::AcceptRequest,
        customers::AddressDetails,
        geo::{GeoPoint, PostalAddress},
        hours::{DayHours, Interval, OpeningHours, Weekday},
        menu::{MenuItem, MenuOption, MenuSection, OptionGroup, PublishMenuRequest, SetAvailabilityRequest},
        orders::{
            Basket, BasketLine, Contact, Fulfilment, Order, OrderStatus, PaymentMethod, PlaceOrderRequest,
            TrackingEvent,
        },
        restaurants::{
            AddStaffRequest, CreateRestaurantRequest, DeliveryTerms, FeeTier, Restaurant, RestaurantProfile, TaxTerms,
        },
    },
};
use foodwala_server::{Config, Platform, config::DatabaseConfig};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tempfile::TempDir;
use uuid::Uuid;

/// A Monday, noon in Berlin.
pub const NOON: Timestamp = Timestamp::constant(1_900_062_000, 0);

/// How long anything may take to come true.
const PATIENCE: Duration = Duration::from_secs(30);

/// A platform with people.
#[derive(Debug)]
pub struct Town {
    /// The platform.
    pub platform: Platform,
    /// Its clock.
    pub clock: Arc<ManualClock>,
    /// Where its databases are.
    pub database: DatabaseConfig,
    ids: AtomicU64,
    _folder: TempDir,
    /// Dropped last, when nothing is connected to it any more.
    _server: Option<TrialDatabase>,
}

/// A kitchen that delivers and hands over, open from 10 to 22.
#[derive(Debug)]
pub struct Kitchen {
    /// Its owner.
    pub owner: FoodWala,
    /// The kitchen.
    pub restaurant: Restaurant,
    /// A dish for 9.50.
    pub dal: ItemId,
    /// A dish for 12.00 with a size to choose.
    pub pizza: ItemId,
    /// The large size, 3.00 more.
    pub large: OptionId,
}

impl Town {
    /// Starts a platform on a fresh folder, at [`NOON`], without rate limits.
    pub async fn start() -> anyhow::Result<Self> {
        Self::start_with(|config| config.gateway.unlimited = true).await
    }

    /// Starts a platform with settings of the test's own.
    pub async fn start_with(adjust: impl FnOnce(&mut Config)) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut config = Config::default();
        config.server.port = 0;
        let server = TrialDatabase::create().await?;
        let kept = server.as_ref().map(TrialDatabase::config);
        config.database = place::database(folder.path().join("data"), kept);
        config.notifications.mail.directory = folder.path().join("mails");
        adjust(&mut config);
        let clock = Arc::new(ManualClock::new(NOON));
        let platform = Platform::start(&config, Arc::<ManualClock>::clone(&clock)).await?;
        Ok(Self {
            platform,
            clock,
            database: config.database,
            ids: AtomicU64::new(0),
            _folder: folder,
            _server: server,
        })
    }

    /// A client that nobody has signed in with.
    pub fn stranger(&self) -> anyhow::Result<FoodWala> {
        Ok(FoodWala::builder().base_url(self.platform.url()).build()?)
    }

    /// Somebody new, signed in.
    pub async fn person(&self, name: &str) -> anyhow::Result<FoodWala> {
        let client = self.stranger()?;
        client.auth().register(&self.registration(name)).await?;
        Ok(client)
    }

    /// What somebody new signs up with. No two are alike.
    pub fn registration(&self, name: &str) -> RegisterRequest {
        let number = self.ids.fetch_add(1, Ordering::Relaxed);
        RegisterRequest {
            email: format!("{name}-{number}@town.example"),
            password: "correct horse battery".to_owned(),
            display_name: name.to_owned(),
            locale: None,
        }
    }

    /// Opens a kitchen and waits until guests can order from it.
    pub async fn kitchen(&self) -> anyhow::Result<Kitchen> {
        let owner = self.person("owner").await?;
        let restaurant = owner.restaurants().create(&opening("Kitchen of the town")).await?;
        let (dal, pizza, large) = (ItemId(self.id()), ItemId(self.id()), OptionId(self.id()));
        owner
            .menus()
            .publish(restaurant.id, &self.menu(dal, pizza, large), 0)
            .await?;
        let kitchen = Kitchen {
            owner,
            restaurant,
            dal,
            pizza,
            large,
        };
        self.settled().await?;
        Ok(kitchen)
    }

    /// Puts a new person on the kitchen's staff.
    pub async fn staff(&self, kitchen: &Kitchen, role: StaffRole) -> anyhow::Result<FoodWala> {
        let client = self.stranger()?;
        let registration = self.registration("staff");
        client.auth().register(&registration).await?;
        self.settled().await?;
        let request = AddStaffRequest {
            email: registration.email,
            role,
        };
        kitchen
            .owner
            .restaurants()
            .add_staff(kitchen.restaurant.id, &request)
            .await?;
        Ok(client)
    }

    /// Waits until everything so far has had its effects.
    pub async fn settled(&self) -> anyhow::Result<()> {
        tokio::time::timeout(PATIENCE, self.platform.settled())
            .await
            .context("the platform does not settle")??;
        Ok(())
    }

    /// A fresh id.
    pub fn id(&self) -> Uuid {
        new_id(NOON)
    }

    fn menu(&self, dal: ItemId, pizza: ItemId, large: OptionId) -> PublishMenuRequest {
        let regular = MenuOption {
            id: OptionId(self.id()),
            name: "Regular".to_owned(),
            price_delta_minor: 0,
        };
        let large = MenuOption {
            id: large,
            name: "Large".to_owned(),
            price_delta_minor: 300,
        };
        let size = OptionGroup {
            id: OptionGroupId(self.id()),
            name: "Size".to_owned(),
            min: 0,
            max: 1,
            options: vec![regular, large],
        };
        let items = vec![
            item(dal, "Dal tadka", 950, Vec::new()),
            item(pizza, "Pizza margherita", 1200, vec![size]),
        ];
        let section = MenuSection {
            id: SectionId(self.id()),
            name: "Mains".to_owned(),
            description: None,
            items,
        };
        PublishMenuRequest {
            sections: vec![section],
        }
    }
}

impl Kitchen {
    /// Its id.
    pub fn id(&self) -> RestaurantId {
        self.restaurant.id
    }

    /// A basket with dals.
    pub fn basket(&self, quantity: u32, fulfilment: Fulfilment) -> Basket {
        Basket {
            restaurant_id: self.id(),
            lines: vec![BasketLine {
                item_id: self.dal,
                quantity,
                options: Vec::new(),
                note: None,
            }],
            fulfilment,
            scheduled_for: None,
            tip_minor: 0,
            promo_code: None,
        }
    }

    /// An order for a basket at the price it has now.
    pub async fn order_of(&self, guest: &FoodWala, basket: Basket) -> Result<PlaceOrderRequest, Error> {
        let quote = guest.orders().quote(&basket).await?;
        Ok(PlaceOrderRequest {
            basket,
            expected_total: quote.price.total,
            payment: PaymentMethod::Cash,
            contact: Contact {
                name: "Asha".to_owned(),
                phone: "+49 30 1234567".to_owned(),
            },
            note: None,
        })
    }

    /// Orders one dal and waits until it is on the board.
    pub async fn ordered(&self, guest: &FoodWala, fulfilment: Fulfilment) -> anyhow::Result<Order> {
        let request = self.order_of(guest, self.basket(1, fulfilment)).await?;
        let order = guest.orders().place(&request).await?;
        eventually(|| async { self.owner.board(self.id()).get(order.id).await }).await?;
        Ok(order)
    }

    /// Accepts an order and waits until the guest sees it.
    pub async fn accepted(&self, guest: &FoodWala, order: OrderId) -> anyhow::Result<Order> {
        self.owner
            .board(self.id())
            .accept(order, &AcceptRequest { ready_in_minutes: 20 })
            .await?;
        let accepted = reaches(guest, order, OrderStatus::Accepted).await?;
        self.shows(order, OrderStatus::Accepted).await?;
        Ok(accepted)
    }

    /// Waits until the board shows an order at `status`: it hears of a change by event, as the guest does, and may be
    /// the second to know.
    pub async fn shows(&self, order: OrderId, status: OrderStatus) -> anyhow::Result<()> {
        let board = self.owner.board(self.id());
        eventually(|| async {
            let card = board.get(order).await?;
            anyhow::ensure!(
                card.order.status == status,
                "the board shows {}",
                card.order.status.as_str()
            );
            Ok(())
        })
        .await
    }

    /// Sets how many portions of the dal are left.
    pub async fn portions(&self, left: u32) -> anyhow::Result<()> {
        let request = SetAvailabilityRequest {
            portions_left: Some(left),
            until: None,
        };
        self.owner
            .menus()
            .set_availability(self.id(), self.dal, &request)
            .await?;
        Ok(())
    }
}

/// Follows an order until it stands at `status`.
///
/// # Errors
/// When that takes too long, or the events end before.
pub async fn reaches(guest: &FoodWala, order: OrderId, status: OrderStatus) -> anyhow::Result<Order> {
    let mut events = guest.orders().follow(order);
    let waiting = async {
        while let Some(event) = events.next().await {
            if let TrackingEvent::Order { order } = event?
                && order.status == status
            {
                return Ok(*order);
            }
        }
        anyhow::bail!("the events ended before {}", status.as_str())
    };
    tokio::time::timeout(PATIENCE, waiting)
        .await
        .with_context(|| format!("never {}", status.as_str()))?
}

/// Asks again and again until the answer is good.
///
/// # Errors
/// The last error, when it takes too long.
pub async fn eventually<T, E, F>(ask: impl Fn() -> F) -> anyhow::Result<T>
where
    E: Into<anyhow::Error>,
    F: Future<Output = Result<T, E>>,
{
    let begun = tokio::time::Instant::now();
    loop {
        match ask().await {
            Ok(value) => return Ok(value),
            Err(error) if begun.elapsed() > PATIENCE => return Err(error.into()),
            Err(_) => tokio::time::sleep(Duration::from_millis(5)).await,
        }
    }
}

/// A door a kilometre away.
pub fn door() -> Fulfilment {
    Fulfilment::Delivery {
        address: AddressDetails {
            label: "Home".to_owned(),
            address: berlin("Kastanienallee 20"),
            location: GeoPoint {
                latitude: 52.5385,
                longitude: 13.409,
            },
            instructions: Some("Second floor".to_owned()),
        },
    }
}

/// The profile and hours of a new restaurant.
pub fn opening(name: &str) -> CreateRestaurantRequest {
    let tiers = vec![
        FeeTier {
            up_to_m: 2_000,
            fee_minor: 199,
        },
        FeeTier {
            up_to_m: 5_000,
            fee_minor: 349,
        },
    ];
    let delivery = DeliveryTerms {
        fee_tiers: tiers,
        minimum_order_minor: 900,
        free_from_minor: Some(5_000),
        proof_code: true,
    };
    let profile = RestaurantProfile {
        name: name.to_owned(),
        description: "Food of the town".to_owned(),
        cuisines: vec!["indian".to_owned(), "italian".to_owned()],
        image: None,
        phone: "+49 30 7654321".to_owned(),
        address: berlin("Torstraße 1"),
        location: GeoPoint {
            latitude: 52.5295,
            longitude: 13.401,
        },
        currency: Currency::EUR,
        lead_time_minutes: 20,
        delivery: Some(delivery),
        pickup: true,
        tax: TaxTerms {
            rate_basis_points: 700,
            included: true,
        },
        payment_methods: vec![PaymentMethod::Cash, PaymentMethod::Card],
    };
    let day = Interval {
        opens: jiff::civil::time(10, 0, 0, 0),
        closes: jiff::civil::time(22, 0, 0, 0),
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
        .map(|weekday| DayHours {
            day: weekday,
            intervals: vec![day],
        })
        .to_vec();
    let hours = OpeningHours {
        time_zone: "Europe/Berlin".to_owned(),
        weekly,
        exceptions: Vec::new(),
    };
    CreateRestaurantRequest { profile, hours }
}

fn berlin(street: &str) -> PostalAddress {
    PostalAddress {
        street: street.to_owned(),
        city: "Berlin".to_owned(),
        postal_code: "10119".to_owned(),
        country: "DE".to_owned(),
    }
}

fn item(id: ItemId, name: &str, price_minor: i64, option_groups: Vec<OptionGroup>) -> MenuItem {
    MenuItem {
        id,
        name: name.to_owned(),
        description: String::new(),
        price_minor,
        packaging_minor: 0,
        image: None,
        dietary: Vec::new(),
        option_groups,
        station: None,
    }
}
