//! A kitchen of the test's own in the town of a stage, open at any hour, and people who order from it.

use anyhow::{Context, Result};
use foodwala_clock::{Clock, SystemClock, new_id};
use foodwala_sdk::{
    FoodWala, ItemId, OptionGroupId, OptionId, OrderId, SectionId,
    contract::{
        access::StaffRole,
        board::AcceptRequest,
        menu::{MenuItem, MenuOption, MenuSection, OptionGroup, PublishMenuRequest},
        orders::{Basket, BasketLine, Contact, Fulfilment, Order, OrderStatus, PaymentMethod, PlaceOrderRequest},
        restaurants::{AddStaffRequest, Restaurant},
    },
};
use foodwala_tests::{
    browser::{Browser, Stage},
    door, eventually, opening,
};
use serde_json::json;

/// How the kitchen is called; no other in the town has such a name.
pub const KITCHEN: &str = "Zaffran Corner";
/// A dish without options, 9.50.
pub const DAL: &str = "Dal tadka";
/// A dish that wants a choice, 12.00.
pub const BIRYANI: &str = "Sunday biryani";

/// Somebody with an account, whose address book has one door.
#[derive(Debug)]
pub struct Guest {
    /// As they sign in.
    pub email: String,
    /// What they could do without a browser.
    pub client: FoodWala,
}

/// A stage with the kitchen.
#[derive(Debug)]
pub struct Scene {
    /// The platform.
    pub stage: Stage,
    /// Who owns the kitchen.
    pub owner: FoodWala,
    /// The address that its owner signs in with.
    pub owner_email: String,
    /// The kitchen.
    pub restaurant: Restaurant,
    /// [`DAL`].
    pub dal: ItemId,
    menu: PublishMenuRequest,
}

impl Scene {
    /// Opens the stage and the kitchen; none where browser tests are skipped.
    pub async fn open() -> Result<Option<Self>> {
        let Some(stage) = Stage::open().await? else {
            return Ok(None);
        };
        let (owner, owner_email) = stage.person("owner").await?;
        let mut request = opening(KITCHEN);
        for day in &mut request.hours.weekly {
            for interval in &mut day.intervals {
                // From midnight to midnight, so that the test passes at any hour.
                (interval.opens, interval.closes) = Default::default();
            }
        }
        let restaurant = owner.restaurants().create(&request).await?;
        let dal = ItemId(new_id(SystemClock.now()));
        let menu = menu(dal);
        owner.menus().publish(restaurant.id, &menu, 0).await?;
        let scene = Self {
            stage,
            owner,
            owner_email,
            restaurant,
            dal,
            menu,
        };
        let guest = scene.stage.client()?;
        eventually(|| async { guest.menus().get(scene.restaurant.id).await }).await?;
        Ok(Some(scene))
    }

    /// Where guests see the kitchen.
    pub fn path(&self) -> String {
        format!("/restaurants/{}", self.restaurant.id)
    }

    /// Somebody new with an address near the kitchen.
    pub async fn guest(&self) -> Result<Guest> {
        let guest = person(&self.stage, "asha").await?;
        if let Fulfilment::Delivery { address } = door() {
            eventually(|| async { guest.client.me().get().await }).await?;
            guest.client.me().add_address(&address).await?;
        }
        Ok(guest)
    }

    /// A courier of the kitchen.
    pub async fn courier(&self) -> Result<FoodWala> {
        let courier = person(&self.stage, "bram").await?;
        let request = AddStaffRequest {
            email: courier.email,
            role: StaffRole::Courier,
        };
        let restaurants = self.owner.restaurants();
        // The kitchen hears of a new account by event.
        eventually(|| async { restaurants.add_staff(self.restaurant.id, &request).await }).await?;
        Ok(courier.client)
    }

    /// Publishes the menu anew, with another price of the dal.
    pub async fn price(&mut self, minor: i64) -> Result<()> {
        let now = self.owner.menus().get(self.restaurant.id).await?;
        self.menu.sections[0].items[0].price_minor = minor;
        self.owner
            .menus()
            .publish(self.restaurant.id, &self.menu, now.version)
            .await?;
        Ok(())
    }

    /// Signs somebody in, as a person does, and waits until it is so.
    pub async fn sign_in(&self, page: &Browser, guest: &Guest) -> Result<()> {
        page.sign_in("/sign-in", &guest.email).await
    }

    /// Says that the food shall go to the address of the address book.
    pub async fn say_where(&self, page: &Browser) -> Result<()> {
        page.click(".shell-place").await?;
        page.click("dialog[open] .place-saved-row").await?;
        page.loses("dialog[open]").await
    }

    /// Puts a dal into the basket, as a person does.
    pub async fn take_dal(&self, page: &Browser) -> Result<()> {
        page.open(&self.path()).await?;
        page.click_words("a.dish-link", DAL).await?;
        page.click_words("dialog[open] .item-foot button", "Add").await?;
        page.loses("dialog[open]").await?;
        page.finds(".dish[data-inside]").await
    }

    /// Signs somebody in and goes to checkout with a dal, where everything is filled in but for the way to pay.
    pub async fn checkout(&self, page: &Browser, guest: &Guest) -> Result<()> {
        self.sign_in(page, guest).await?;
        self.take_dal(page).await?;
        page.open("/checkout").await?;
        choose(page, "Kastanienallee").await?;
        page.fill("#checkout-name", "Asha").await?;
        page.fill("#checkout-phone", "+49 30 1234567").await?;
        priced(page).await
    }

    /// The id of the order that the page shows.
    pub async fn shown_order(&self, page: &Browser) -> Result<OrderId> {
        page.until(
            "an order is shown",
            "return /^\\/orders\\/[0-9a-f-]{36}$/.test(location.pathname)",
            &[],
        )
        .await?;
        let path = page.path().await?;
        let id = path.trim_start_matches("/orders/").split('?').next();
        Ok(id.context("no id")?.parse()?)
    }

    /// Waits until an order is on the kitchen's board at a state.
    pub async fn on_board(&self, order: OrderId, status: OrderStatus) -> Result<Order> {
        let board = self.owner.board(self.restaurant.id);
        eventually(|| async {
            let card = board.get(order).await?;
            anyhow::ensure!(card.order.status == status, "it is {}", card.order.status.as_str());
            Ok(card.order)
        })
        .await
    }

    /// A dal to be brought to the door and paid in cash.
    pub async fn order_of(&self, guest: &FoodWala) -> Result<PlaceOrderRequest> {
        let basket = Basket {
            restaurant_id: self.restaurant.id,
            lines: vec![BasketLine {
                item_id: self.dal,
                quantity: 1,
                options: Vec::new(),
                note: None,
            }],
            fulfilment: door(),
            scheduled_for: None,
            tip_minor: 0,
            promo_code: None,
        };
        let quote = eventually(|| async { guest.orders().quote(&basket).await }).await?;
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

    /// The kitchen cooks an order and brings it.
    pub async fn bring(&self, order: OrderId) -> Result<()> {
        self.accept(order).await?;
        let board = self.owner.board(self.restaurant.id);
        self.on_board(order, OrderStatus::Accepted).await?;
        board.start(order).await?;
        self.on_board(order, OrderStatus::Preparing).await?;
        board.ready(order).await?;
        self.on_board(order, OrderStatus::Ready).await?;
        board.dispatch(order, &Default::default()).await?;
        self.on_board(order, OrderStatus::OutForDelivery).await?;
        board.deliver(order).await?;
        self.on_board(order, OrderStatus::Delivered).await?;
        Ok(())
    }

    /// The kitchen takes an order.
    pub async fn accept(&self, order: OrderId) -> Result<()> {
        self.on_board(order, OrderStatus::Placed).await?;
        let request = AcceptRequest { ready_in_minutes: 25 };
        self.owner.board(self.restaurant.id).accept(order, &request).await?;
        Ok(())
    }
}

/// Waits until the order's price is known and it can be placed.
pub async fn priced(page: &Browser) -> Result<()> {
    page.finds(".checkout-bar button:not([disabled]) .button-detail").await
}

/// Chooses one of a few: the radio button whose label has these words.
pub async fn choose(page: &Browser, words: &str) -> Result<()> {
    page.click_words(".radio-options label.choice", words).await?;
    page.until(
        &format!("{words:?} is chosen"),
        "return [...document.querySelectorAll('.radio-options label.choice')].some((label) =>
            label.innerText.includes(arguments[0]) && label.querySelector('input').checked)",
        &[json!(words)],
    )
    .await
}

/// Somebody new, signed in.
async fn person(stage: &Stage, name: &str) -> Result<Guest> {
    let (client, email) = stage.person(name).await?;
    Ok(Guest { email, client })
}

fn menu(dal: ItemId) -> PublishMenuRequest {
    let id = || new_id(SystemClock.now());
    let option = |name: &str, price_delta_minor| MenuOption {
        id: OptionId(id()),
        name: name.to_owned(),
        price_delta_minor,
    };
    let size = OptionGroup {
        id: OptionGroupId(id()),
        name: "Portion".to_owned(),
        min: 1,
        max: 1,
        options: vec![option("For one", 0), option("For two", 700)],
    };
    let item = |id, name: &str, price_minor, option_groups| MenuItem {
        id,
        name: name.to_owned(),
        description: String::new(),
        price_minor,
        packaging_minor: 0,
        image: None,
        dietary: Vec::new(),
        option_groups,
        station: None,
    };
    PublishMenuRequest {
        sections: vec![MenuSection {
            id: SectionId(id()),
            name: "Mains".to_owned(),
            description: None,
            items: vec![
                item(dal, DAL, 950, Vec::new()),
                item(ItemId(id()), BIRYANI, 1200, vec![size]),
            ],
        }],
    }
}
