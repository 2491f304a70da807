//! Orders: quoting, placing, amending, cancelling, following and reviewing them.
//!
//! Owns: every order and its state, which it alone decides; prices and times; portions taken and promo codes used; and
//! the read documents of a customer's own orders; payments by card and refunds, on a payment provider's page. It never
//! asks another service: what it must know of restaurants it copies from their events into its price book. It never shows
//! a board, notifies anybody or touches a card number.
//!
//! **Invariant: one authority.** An order advances along the contract's table through
//! [`OrderAggregate`](domain::order::OrderAggregate), for customers, staff, support and the clock alike. What the table
//! does not have is refused with a typed error.
//!
//! **Invariant: the price is computed here**, from the price book, in the transaction that places the order.
//!
//! | events in | what for |
//! |---|---|
//! | `RestaurantChanged`, `MenuPublished`, `AvailabilitySet`, `PromosChanged` | the price book |
//! | `StaffActionTaken` | moves the order, or comes back as `OrderTransitionRefused` |
//! | `StaffChanged` | who may enter orders for guests without an account |
//! | `CustomerDeleted` | erases who the customer was, and refuses what their last token still asks for |
//!
//! Events out: all of the contract's order events, `OrderTransitionRefused`, `PortionsChanged`, `DeliveryCodeMade`. Tables: `orders`,
//! `price_books`, `portions`, `reservations`, `promo_totals`, `promo_uses`, `payments`, `erased_accounts`,
//! `delivery_codes`, `staff`, `staff_versions`.
//!
//! | module | holds |
//! |---|---|
//! | `domain` | pure: aggregate, pricing, promo codes, stock, times |
//! | `commands` | what changes an order, one file each |
//! | `consumers`, `jobs` | what sets commands going besides HTTP: events and the clock |
//! | [`payments`] | payments by card: the port to providers, its engines, and what moves a payment |
//! | `queries`, `projection` | reading, and the read documents |
//! | `store` | all SQL |
//! | `events`, `rendered` | telling what happened; an order written as JSON once |
//! | `http`, `refusals` | routes; what a caller is told when an operation fails |
//! | `config`, `state` | settings; what handlers share |

mod commands;
mod config;
mod consumers;
mod domain;
mod events;
mod http;
mod jobs;
pub mod payments;
mod projection;
mod queries;
mod refusals;
mod rendered;
mod state;
mod store;

pub use config::Config;

use commands::place::Rules;
use consumers::{customer_deleted::CustomerEraser, price_book::PriceBookKeeper, staff_action::StaffActions};
use foodwala_contract::events::{CustomerDeleted, Event, ORDER_EVENT_TYPES, StaffActionTaken, StaffChanged};
use foodwala_messaging::{Consumer, Subscription};
use foodwala_platform::{Deps, Job, JobError, Service, auth::StaffKeeper};
use payments::{Payments, provider::PaymentProvider};
use projection::Projection;
use state::OrdersState;
use std::{sync::Arc, time::Duration};

/// How often old rows are deleted.
const PURGE_EVERY: Duration = Duration::from_secs(3_600);

/// The order service.
///
/// # Errors
/// When payments cannot be taken as the settings want: there is no HTTPS client to be had.
pub fn service(deps: Deps, config: Config) -> Result<Service, PaymentsError> {
    let provider = config.payments.provider().map_err(PaymentsError)?;
    Ok(service_with(deps, &config, provider))
}

/// Payments cannot be taken as the settings want.
#[derive(Debug, thiserror::Error)]
#[error("there is no HTTPS client for the payment provider")]
pub struct PaymentsError(#[source] reqwest::Error);

fn service_with(deps: Deps, config: &Config, provider: Option<Arc<dyn PaymentProvider>>) -> Service {
    let projection = Projection::new(deps.database.clone(), deps.read_model.clone());
    let rules = Rules {
        deadlines: config.deadlines(),
        card_payments: provider.as_ref().map(|provider| provider.name()),
    };
    let payments = provider.map(|provider| {
        let return_url = &config.payments.return_url;
        Payments::new(&deps, projection.clone(), rules.deadlines, provider, return_url)
    });
    let state = OrdersState {
        database: deps.database.clone(),
        projection: projection.clone(),
        clock: Arc::clone(&deps.clock),
        books: store::books::PriceBooks::default(),
        rules,
        payments: payments.clone(),
    };
    let mut routes = http::routes(state.clone(), &deps);
    let callbacks = payments::callback::router(payments, Arc::clone(&deps.clock));
    routes.commands = routes.commands.merge(callbacks);
    Service {
        name: "orders",
        database: deps.database.clone(),
        routes,
        consumers: consumers(&deps, &projection),
        jobs: jobs(&state, config.look_every()),
        rebuild: Some(Arc::new(move || {
            let projection = projection.clone();
            Box::pin(async move { projection.rebuild().await.map_err(JobError::from) })
        })),
    }
}

/// What the service's consumers subscribe to, wherever they run: other processes must not publish past them.
pub fn subscriptions() -> Vec<Subscription> {
    vec![
        Subscription::new("orders.staff-actions", &[StaffActionTaken::TYPE]),
        Subscription::new("orders.price-book", PriceBookKeeper::TYPES),
        Subscription::new("orders.customer-deleted", &[CustomerDeleted::TYPE]),
        Subscription::new("orders.staff", &[StaffChanged::TYPE]),
        Subscription::new("orders.projection", &shown_types()),
    ]
}

/// The types after which a read document may have to change.
fn shown_types() -> Vec<&'static str> {
    [ORDER_EVENT_TYPES, &[events::ReadDocumentOutdated::TYPE]].concat()
}

fn consumers(deps: &Deps, projection: &Projection) -> Vec<Consumer> {
    let (database, clock) = (&deps.database, &deps.clock);
    vec![
        Consumer::new(
            "orders.staff-actions",
            &[StaffActionTaken::TYPE],
            database.clone(),
            StaffActions {
                clock: Arc::clone(clock),
                projection: projection.clone(),
            },
        ),
        Consumer::new(
            "orders.price-book",
            PriceBookKeeper::TYPES,
            database.clone(),
            PriceBookKeeper,
        ),
        Consumer::new(
            "orders.customer-deleted",
            &[CustomerDeleted::TYPE],
            database.clone(),
            CustomerEraser {
                clock: Arc::clone(clock),
            },
        ),
        Consumer::new("orders.staff", &[StaffChanged::TYPE], database.clone(), StaffKeeper),
        Consumer::projector("orders.projection", &shown_types(), projection.clone()),
    ]
}

fn jobs(state: &OrdersState, every: Duration) -> Vec<Job> {
    let (expiring, releasing, failing, purging) = (state.clone(), state.clone(), state.clone(), state.clone());
    let paying = state
        .payments
        .clone()
        .map(|payments| Job::new("orders.payments", every, move || jobs::payments::run(payments.clone())));
    let mut jobs = vec![
        Job::new("orders.expire-unaccepted", every, move || {
            jobs::expire_unaccepted::run(expiring.clone())
        }),
        Job::new("orders.release-scheduled", every, move || {
            jobs::release_scheduled::run(releasing.clone())
        }),
        Job::new("orders.fail-unpaid", every, move || {
            jobs::fail_unpaid::run(failing.clone())
        }),
        Job::new("orders.purge", PURGE_EVERY, move || jobs::purge::run(purging.clone())),
    ];
    jobs.extend(paying);
    jobs
}
