//! A town with somebody of every kind, and a plausible request to every endpoint, for the tests that walk them all.

use anyhow::{Context, Result, bail};
use foodwala_clock::Clock;
use foodwala_contract::{
    EndpointInfo, Method, OrderId, RestaurantId,
    access::{PlatformRole, Scope, StaffRole},
    auth::{Account, Session},
    orders::Fulfilment,
};
use foodwala_sdk::{
    FoodWala,
    contract::{
        auth::{CreateClientRequest, LoginRequest, TokenRequest},
        customers::AddressDetails,
        restaurants::AddStaffRequest,
    },
};
use foodwala_tests::{
    Kitchen, Town,
    audit::{Books, Finding, Witness, audit},
    door, opening,
};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

pub const PASSWORD: &str = "correct horse battery";

/// Somebody with an access token.
#[derive(Debug, Clone)]
pub struct Person {
    pub account: Account,
    pub token: String,
}

/// The town, its people and what they own.
pub struct World {
    pub town: Town,
    pub http: reqwest::Client,
    /// The kitchen whose ids are in the paths.
    pub kitchen: Kitchen,
    /// Another one.
    pub elsewhere: Kitchen,
    pub owner: Person,
    pub manager: Person,
    pub cook: Person,
    pub courier: Person,
    pub other_owner: Person,
    pub guest: Person,
    pub other_guest: Person,
    pub support: Person,
    pub finance: Person,
    pub admin: Person,
    /// The guest's order in the kitchen.
    pub order: OrderId,
    /// An address of the guest.
    pub address: Uuid,
    /// An API client of the kitchen.
    pub client: Uuid,
    count: AtomicU64,
}

/// A request as it is sent.
#[derive(Debug, Clone)]
pub struct Sample {
    pub path: String,
    pub body: Option<Value>,
    pub idempotency_key: Option<String>,
    pub if_match: Option<String>,
}

impl World {
    pub async fn new() -> Result<Self> {
        let town = Town::start().await?;
        let (kitchen, elsewhere) = (town.kitchen().await?, town.kitchen().await?);
        // The SDK, built above, has chosen how TLS is done.
        let http = reqwest::Client::builder().build()?;
        let site = Site {
            town: &town,
            http: &http,
        };
        let (owner, other_owner) = (site.of(&kitchen.owner).await?, site.of(&elsewhere.owner).await?);
        let mut staff = Vec::new();
        for role in [StaffRole::Manager, StaffRole::Kitchen, StaffRole::Courier] {
            let person = site.person("staff").await?;
            town.settled().await?;
            let request = AddStaffRequest {
                email: person.account.email.clone(),
                role,
            };
            kitchen.owner.restaurants().add_staff(kitchen.id(), &request).await?;
            staff.push(person);
        }
        let mut platform = Vec::new();
        for role in [PlatformRole::Support, PlatformRole::Finance, PlatformRole::Admin] {
            let person = site.person("platform").await?;
            town.platform.grant(person.account.id, &[role]).await?;
            platform.push(site.login(&person.account.email).await?);
        }
        let sdk_guest = town.person("asha").await?;
        let order = kitchen.ordered(&sdk_guest, door()).await?.id;
        let Fulfilment::Delivery { address } = door() else {
            bail!("a door is delivered to")
        };
        let address = sdk_guest.me().add_address(&address).await?.id.uuid();
        let (guest, other_guest) = (site.of(&sdk_guest).await?, site.person("ben").await?);
        let [manager, cook, courier] = staff.try_into().ok().context("three of the staff")?;
        let [support, finance, admin] = platform.try_into().ok().context("three of the platform")?;
        town.settled().await?;
        let mut world = Self {
            client: Uuid::nil(),
            count: AtomicU64::new(0),
            town,
            http,
            kitchen,
            elsewhere,
            owner,
            manager,
            cook,
            courier,
            other_owner,
            guest,
            other_guest,
            support,
            finance,
            admin,
            order,
            address,
        };
        world.client = world.api_client(&[Scope::BoardRead], world.kitchen.id()).await?.0;
        Ok(world)
    }

    /// Gives everybody a fresh token.
    pub async fn sign_in_again(&mut self) -> Result<()> {
        let site = Site {
            town: &self.town,
            http: &self.http,
        };
        for person in [
            &mut self.owner,
            &mut self.manager,
            &mut self.cook,
            &mut self.courier,
            &mut self.other_owner,
            &mut self.guest,
            &mut self.other_guest,
            &mut self.support,
            &mut self.finance,
            &mut self.admin,
        ] {
            *person = site.login(&person.account.email).await?;
        }
        Ok(())
    }

    /// Somebody who has only just signed up.
    pub async fn newcomer(&self) -> Result<Person> {
        Site {
            town: &self.town,
            http: &self.http,
        }
        .person("new")
        .await
    }

    /// An API client's id and token.
    pub async fn api_client(&self, scopes: &[Scope], restaurant: RestaurantId) -> Result<(Uuid, String)> {
        let admin = self.town.stranger()?;
        let credentials = LoginRequest {
            email: self.admin.account.email.clone(),
            password: PASSWORD.to_owned(),
        };
        admin.auth().login(&credentials).await?;
        let request = CreateClientRequest {
            name: "Till".to_owned(),
            scopes: scopes.to_vec(),
            restaurant_ids: vec![restaurant],
        };
        let created = admin.auth().create_client(&request).await?;
        let request = TokenRequest {
            grant_type: "client_credentials".to_owned(),
            client_id: created.client.id.to_string(),
            client_secret: created.client_secret,
            scope: None,
        };
        let token = self.town.stranger()?.auth().oauth_token(&request).await?;
        Ok((created.client.id.uuid(), token.access_token))
    }

    /// What the auditor has to say of everything that has happened.
    pub async fn audited(&self) -> Result<Vec<Finding>> {
        self.town.settled().await?;
        self.town.platform.run_jobs().await.map_err(anyhow::Error::from_boxed)?;
        self.town.settled().await?;
        Ok(audit(&Books::kept_in(&self.town.database).await?, &Witness::default()))
    }

    /// What nobody has said before.
    pub fn unique(&self, what: &str) -> String {
        format!("{what}-{}", self.count.fetch_add(1, Ordering::Relaxed))
    }

    /// Somebody whom the endpoint admits, with the most to lose.
    pub fn admitted(&self, endpoint: &EndpointInfo) -> &Person {
        if !endpoint.access.staff.is_empty() {
            &self.owner
        } else if endpoint.access.account || endpoint.access.public {
            &self.guest
        } else {
            &self.admin
        }
    }

    /// The value of a path parameter.
    pub fn id_of(&self, parameter: &str) -> Result<String> {
        Ok(match parameter {
            "restaurant_id" => self.kitchen.id().to_string(),
            "order_id" => self.order.to_string(),
            "item_id" => self.kitchen.dal.to_string(),
            // Nobody on the staff: walks take nobody off it.
            "account_id" => self.town.id().to_string(),
            "address_id" => self.address.to_string(),
            // No client: walks remove none.
            "client_id" => self.town.id().to_string(),
            "code" => "WALK10".to_owned(),
            "token" => "no-such-token".to_owned(),
            other => bail!("no test knows a {{{other}}}: say here what it may be"),
        })
    }

    /// A plausible request. An endpoint that is not known here fails.
    pub async fn sample(&self, endpoint: &EndpointInfo) -> Result<Sample> {
        let path = fill(endpoint.path, |parameter| self.id_of(parameter))?;
        let if_match = match (endpoint.if_match, endpoint.id) {
            (false, _) => None,
            (true, "customers.update_me") => Some(self.etag("/v1/me").await?),
            (true, "restaurants.update") => Some(self.etag(&path).await?),
            (true, "menus.publish") => Some(self.etag(&path).await?),
            (true, id) => bail!("no test knows what {id} replaces: say here where its version is read"),
        };
        let idempotency_key = endpoint.idempotent.then(|| self.unique("key"));
        Ok(Sample {
            path,
            body: self.body(endpoint).await?,
            idempotency_key,
            if_match,
        })
    }

    async fn etag(&self, path: &str) -> Result<String> {
        let request = self
            .http
            .get(format!("{}{path}", self.town.platform.url()))
            .bearer_auth(&self.guest.token);
        let answer = request.send().await?;
        let tag = answer
            .headers()
            .get("etag")
            .with_context(|| format!("{path} has no version"))?;
        Ok(tag.to_str()?.to_owned())
    }

    async fn body(&self, endpoint: &EndpointInfo) -> Result<Option<Value>> {
        if matches!(endpoint.method, Method::Get | Method::Delete) {
            return Ok(None);
        }
        let email = || format!("{}@walk.example", self.unique("walker"));
        let new_kitchen = opening(&self.unique("Kitchen"));
        let Fulfilment::Delivery { address } = door() else {
            bail!("a door is delivered to")
        };
        Ok(Some(match endpoint.id {
            "auth.register" => json!({
                "email": email(), "password": PASSWORD, "display_name": "Walker", "locale": "de",
            }),
            "auth.login" => json!({ "email": email(), "password": PASSWORD }),
            "auth.refresh" | "auth.logout" => json!({ "refresh_token": "no such token" }),
            "auth.request_password_reset" => json!({ "email": email() }),
            "auth.confirm_password_reset" => json!({ "token": "no such token", "new_password": PASSWORD }),
            "auth.change_password" => json!({ "current_password": "not this one", "new_password": PASSWORD }),
            "oauth.token" => json!({
                "grant_type": "client_credentials",
                "client_id": self.town.id(),
                "client_secret": "no such secret",
                "scope": "board:read",
            }),
            "auth.create_client" => json!({
                "name": "Till", "scopes": ["board:read"], "restaurant_ids": [self.kitchen.id()],
            }),
            "customers.update_me" => json!({
                "display_name": "Walker",
                "phone": "+49 30 1",
                "locale": "de",
                "consents": { "marketing_email": true, "personalisation": false },
            }),
            "customers.add_address" | "customers.update_address" => serde_json::to_value::<AddressDetails>(address)?,
            "customers.add_favourite" => return Ok(None),
            "restaurants.create" => serde_json::to_value(new_kitchen)?,
            "restaurants.update" => serde_json::to_value(new_kitchen.profile)?,
            "restaurants.set_hours" => {
                let mut hours = serde_json::to_value(new_kitchen.hours)?;
                let closed = json!({ "date": "2030-12-24", "intervals": [], "note": "Closed" });
                hours["exceptions"] = json!([closed]);
                hours
            }
            "restaurants.pause" => {
                json!({ "until": self.town.clock.now() + jiff::SignedDuration::from_mins(5), "reason": "Full" })
            }
            "restaurants.reply_to_review" => json!({ "text": "Thank you, come again" }),
            "restaurants.set_busy" => json!({ "extra_minutes": 10 }),
            "staff.add" => json!({ "email": email(), "role": "kitchen" }),
            "promos.put" => json!({
                "code": "WALK10",
                "discount": { "type": "percent", "basis_points": 1000, "at_most_minor": 500 },
                "minimum_order_minor": 100,
                "starts_at": "2030-01-01T00:00:00Z",
                "ends_at": "2031-01-01T00:00:00Z",
                "total_uses": 5,
                "uses_per_customer": 1,
            }),
            "menus.publish" => {
                let url = format!("{}/v1/restaurants/{}/menu", self.town.platform.url(), self.kitchen.id());
                let menu: Value = self.http.get(url).send().await?.json().await?;
                json!({ "sections": menu["sections"] })
            }
            "menus.set_availability" => {
                json!({ "portions_left": 500, "until": self.town.clock.now() + jiff::SignedDuration::from_mins(5) })
            }
            "board.accept" => json!({ "ready_in_minutes": 20 }),
            "board.reject" => json!({ "reason": "Too much to do", "sold_out": [self.kitchen.pizza] }),
            "board.delay" => json!({ "minutes": 10 }),
            "board.start" | "board.ready" | "board.deliver" | "board.collect" | "courier_links.dispatch" => {
                return Ok(None);
            }
            "couriers.hand_over" | "courier_links.hand_over" => json!({ "code": "0417" }),
            "couriers.share" => json!({ "name": "Sam", "valid_minutes": 60 }),
            "board.dispatch" => json!({ "courier_id": self.courier.account.id }),
            "board.cancel" => json!({ "reason": "The oven broke" }),
            "deliveries.position" | "courier_links.position" => json!({
                "location": { "latitude": 52.53, "longitude": 13.40 },
                "heading_degrees": 40,
                "measured_at": self.town.clock.now(),
            }),
            "orders.quote" => serde_json::to_value(self.kitchen.basket(1, door()))?,
            "orders.place" => {
                let mut order = serde_json::to_value(self.kitchen.basket(1, door()))?;
                order["expected_total"] = json!({ "amount_minor": 950 + 199, "currency": "EUR" });
                order["payment"] = json!("cash");
                order["contact"] = json!({ "name": "Asha", "phone": "+49 30 1234567" });
                order["note"] = json!("Ring twice");
                order
            }
            "orders.enter" => {
                let mut order = serde_json::to_value(self.kitchen.basket(1, door()))?;
                order["expected_total"] = json!({ "amount_minor": 950 + 199, "currency": "EUR" });
                order["contact"] = json!({ "name": "Walk-in", "phone": "+49 30 7654321" });
                order["channel"] = json!("phone");
                order["note"] = json!("Window seat");
                order
            }
            "orders.amend" => json!({
                "note": "Ring thrice", "contact": { "name": "Asha", "phone": "1" }, "delivery_instructions": "Top",
            }),
            "orders.cancel" => json!({ "reason": "Asked on the phone" }),
            "orders.review" => json!({ "stars": 4, "comment": "Warm" }),
            "notifications.mark_read" => json!({ "up_to": self.town.id() }),
            id => bail!("no test knows a body for {id}: write one here"),
        }))
    }

    /// A request with a sample's path, headers and body.
    pub fn request(&self, endpoint: &EndpointInfo, sample: &Sample) -> Result<reqwest::RequestBuilder> {
        let url = format!("{}{}", self.town.platform.url(), sample.path);
        let mut request = self.http.request(endpoint.method.as_str().parse()?, url);
        if let Some(key) = &sample.idempotency_key {
            request = request.header("idempotency-key", key);
        }
        if let Some(tag) = &sample.if_match {
            request = request.header("if-match", tag);
        }
        Ok(match &sample.body {
            Some(body) if endpoint.form => request.form(body),
            Some(body) => request.json(body),
            None => request,
        })
    }
}

/// A path with its parameters.
pub fn fill(template: &str, mut value: impl FnMut(&str) -> Result<String>) -> Result<String> {
    let segments = template.split('/').map(|segment| match parameter(segment) {
        Some(name) => value(name),
        None => Ok(segment.to_owned()),
    });
    Ok(segments.collect::<Result<Vec<_>>>()?.join("/"))
}

/// The name in `{name}`.
pub fn parameter(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

struct Site<'a> {
    town: &'a Town,
    http: &'a reqwest::Client,
}

impl Site<'_> {
    async fn person(&self, name: &str) -> Result<Person> {
        self.session("register", &self.town.registration(name)).await
    }

    async fn login(&self, email: &str) -> Result<Person> {
        self.session("login", &json!({ "email": email, "password": PASSWORD }))
            .await
    }

    async fn of(&self, client: &FoodWala) -> Result<Person> {
        self.login(&client.auth().account().context("signed in")?.email).await
    }

    async fn session(&self, way: &str, body: &impl serde::Serialize) -> Result<Person> {
        let url = format!("{}/v1/auth/{way}", self.town.platform.url());
        let answer = self.http.post(url).json(body).send().await?.error_for_status()?;
        let Session {
            account, access_token, ..
        } = answer.json().await?;
        Ok(Person {
            account,
            token: access_token,
        })
    }
}
