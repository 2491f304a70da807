//! A staff action on an order: checked against the card, marked pending, and told to the order service, which decides.

use super::set_availability::apply;
use crate::{
    domain::{
        board::{self, ActionRefusal},
        faults::{Faults, Invalid},
        menu,
    },
    store::{
        self, menus, people, staff,
        unprojected::{Subject, mark},
    },
};
use foodwala_contract::{
    AccountId, ItemId, OrderId, RestaurantId, Timestamp,
    access::StaffRole,
    board::{AcceptRequest, BoardCancelRequest, BoardOrder, DelayRequest, DispatchRequest, RejectRequest},
    events::{DeliveryAssigned, StaffAction, StaffActionTaken},
    menu::ItemAvailability,
    orders::Courier,
};
use foodwala_database::{DatabaseError, Tx};
use foodwala_messaging::outbox;

/// What staff asks for.
#[derive(Debug, Clone)]
pub enum StaffRequest {
    /// Take the order.
    Accept(AcceptRequest),
    /// Do not take it.
    Reject(RejectRequest),
    /// Need longer.
    Delay(DelayRequest),
    /// Begin to cook.
    Start,
    /// The food is ready.
    Ready,
    /// Send it off.
    Dispatch(DispatchRequest),
    /// Handed over, as the restaurant says.
    Deliver,
    /// Handed over, and the guest's code was right.
    HandOver,
    /// Whether it could be handed over if the code were right. Nothing changes.
    TryHandOver,
    /// Fetched.
    Collect,
    /// Call it off.
    Cancel(BoardCancelRequest),
}

/// Who asks for what, on which order.
#[derive(Debug, Clone)]
pub struct ActOnOrder {
    /// Whose board.
    pub restaurant: RestaurantId,
    /// The order.
    pub order: OrderId,
    /// What.
    pub request: StaffRequest,
    /// Who; `None` for an API client.
    pub by: Option<AccountId>,
}

/// Why an action was not taken.
#[derive(Debug, thiserror::Error)]
pub enum ActOnOrderError {
    /// The order is not on this board.
    #[error("the order is not on this board")]
    NotFound,
    /// Whoever asks no longer works there.
    #[error("the caller is not on the staff")]
    CallerNotStaff,
    /// A courier sends off themself, nobody else.
    #[error("a courier sends off only themself")]
    OthersDelivery,
    /// No courier with this id works at the restaurant.
    #[error("no such courier works at the restaurant")]
    CourierNotFound,
    /// The guest has a code, which a courier must give.
    #[error("a courier hands this order over with the guest's code only")]
    ProofRequired,
    /// The details are out of bounds.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The order cannot do that.
    #[error(transparent)]
    Refused(#[from] ActionRefusal),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Takes a staff action; answers the card with the action pending.
///
/// # Errors
/// [`ActOnOrderError`].
pub async fn act_on_order(tx: &mut Tx, act: ActOnOrder, now: Timestamp) -> Result<BoardOrder, ActOnOrderError> {
    let ActOnOrder {
        restaurant,
        order,
        request,
        by,
    } = act;
    let stored = store::board::load(tx, order)
        .await?
        .filter(|stored| stored.card.order.restaurant_id == restaurant);
    let stored = stored.ok_or(ActOnOrderError::NotFound)?;
    let as_courier = acting_courier(tx, restaurant, by).await?;
    let only_trying = matches!(request, StaffRequest::TryHandOver);
    let needs_proof = as_courier.is_some() && matches!(request, StaffRequest::Deliver);
    let (action, sold_out) = action(tx, restaurant, request, as_courier).await?;
    board::check_action(&action)?;
    let card = board::act(stored.card.clone(), &action, as_courier, now)?;
    if needs_proof && store::deliveries::code(tx, order).await?.is_some() {
        return Err(ActOnOrderError::ProofRequired);
    }
    if only_trying {
        return Ok(card);
    }
    store::board::save(tx, Some(&stored), &card, now).await?;
    mark_sold_out(tx, restaurant, &sold_out, now).await?;
    if let StaffAction::Dispatch { courier: Some(courier) } = &action {
        let assigned = DeliveryAssigned {
            order_id: order,
            number: card.order.number.clone(),
            restaurant_name: card.order.restaurant_name.clone(),
            courier_id: courier.account_id,
        };
        outbox::append(tx, &assigned, now).await?;
    }
    outbox::append(
        tx,
        &StaffActionTaken {
            order_id: order,
            restaurant_id: restaurant,
            action,
            by,
        },
        now,
    )
    .await?;
    mark(tx, Subject::Card(order), now).await?;
    Ok(card)
}

/// The caller, if they are a courier there.
async fn acting_courier(
    tx: &mut Tx,
    restaurant: RestaurantId,
    by: Option<AccountId>,
) -> Result<Option<AccountId>, ActOnOrderError> {
    let Some(account) = by else { return Ok(None) };
    match staff::role(tx, restaurant, account).await? {
        None => Err(ActOnOrderError::CallerNotStaff),
        Some(StaffRole::Courier) => Ok(Some(account)),
        Some(_) => Ok(None),
    }
}

async fn action(
    tx: &mut Tx,
    restaurant: RestaurantId,
    request: StaffRequest,
    as_courier: Option<AccountId>,
) -> Result<(StaffAction, Vec<ItemId>), ActOnOrderError> {
    let action = match request {
        StaffRequest::Accept(AcceptRequest { ready_in_minutes }) => StaffAction::Accept { ready_in_minutes },
        StaffRequest::Reject(RejectRequest { reason, sold_out }) => {
            return Ok((StaffAction::Reject { reason }, sold_out));
        }
        StaffRequest::Delay(DelayRequest { minutes }) => StaffAction::Delay { minutes },
        StaffRequest::Start => StaffAction::Start,
        StaffRequest::Ready => StaffAction::Ready,
        StaffRequest::Dispatch(DispatchRequest { courier_id }) => StaffAction::Dispatch {
            courier: courier(tx, restaurant, courier_id, as_courier).await?,
        },
        StaffRequest::Deliver | StaffRequest::HandOver | StaffRequest::TryHandOver => StaffAction::Deliver,
        StaffRequest::Collect => StaffAction::Collect,
        StaffRequest::Cancel(BoardCancelRequest { reason }) => StaffAction::Cancel { reason },
    };
    Ok((action, Vec::new()))
}

/// Who is sent off: the one who was named, or the courier who calls.
async fn courier(
    tx: &mut Tx,
    restaurant: RestaurantId,
    named: Option<AccountId>,
    as_courier: Option<AccountId>,
) -> Result<Option<Courier>, ActOnOrderError> {
    let account_id = match (named, as_courier) {
        (None, None) => return Ok(None),
        (Some(named), Some(caller)) if named != caller => return Err(ActOnOrderError::OthersDelivery),
        (_, Some(caller)) => caller,
        (Some(named), None) => {
            if staff::role(tx, restaurant, named).await? != Some(StaffRole::Courier) {
                return Err(ActOnOrderError::CourierNotFound);
            }
            named
        }
    };
    Ok(Some(Courier {
        account_id,
        name: people::name(tx, account_id).await?,
    }))
}

async fn mark_sold_out(
    tx: &mut Tx,
    restaurant: RestaurantId,
    items: &[ItemId],
    now: Timestamp,
) -> Result<(), ActOnOrderError> {
    if items.is_empty() {
        return Ok(());
    }
    let menu = menus::load(tx, restaurant).await?.ok_or(ActOnOrderError::NotFound)?;
    let mut faults = Faults::new();
    faults.count(items.len(), "/sold_out", 1, 100);
    for (number, item) in items.iter().enumerate() {
        let known = menu::has_item(&menu.sections, *item);
        faults.check(known, format_args!("/sold_out/{number}"), "is not on the menu");
    }
    faults.into_result()?;
    for item in items {
        let sold_out = ItemAvailability {
            item_id: *item,
            portions_left: Some(0),
            until: None,
        };
        apply(tx, restaurant, sold_out, now).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{samples, testing::Fixture};
    use foodwala_contract::orders::{OrderAction, OrderStatus};

    fn ask(request: StaffRequest, by: u128) -> ActOnOrder {
        let (restaurant, order) = (samples::restaurant_id(1), samples::order_id(1));
        ActOnOrder {
            restaurant,
            order,
            request,
            by: Some(samples::account(by)),
        }
    }

    async fn act(fixture: &Fixture, request: StaffRequest, by: u128) -> Result<BoardOrder, ActOnOrderError> {
        let mut tx = fixture.database.begin().await.unwrap();
        let card = act_on_order(&mut tx, ask(request, by), samples::now()).await?;
        tx.commit().await.unwrap();
        Ok(card)
    }

    fn dispatch(courier: Option<u128>) -> StaffRequest {
        StaffRequest::Dispatch(DispatchRequest {
            courier_id: courier.map(samples::account),
        })
    }

    async fn fixture(status: OrderStatus) -> Fixture {
        let fixture = Fixture::with_menu().await;
        fixture.staff(2, StaffRole::Courier).await;
        fixture.staff(3, StaffRole::Courier).await;
        fixture.staff(4, StaffRole::Kitchen).await;
        fixture.order(samples::order(status)).await;
        fixture
    }

    #[tokio::test]
    async fn the_card_is_pending_and_the_order_service_hears_of_it() {
        let fixture = fixture(OrderStatus::Placed).await;
        let accept = StaffRequest::Accept(AcceptRequest { ready_in_minutes: 25 });
        let card = act(&fixture, accept.clone(), 4).await.unwrap();
        assert_eq!(card.pending.unwrap().action, OrderAction::Accept);
        assert_eq!(card.order.status, OrderStatus::Placed);
        let events: Vec<StaffActionTaken> = fixture.events().await;
        assert_eq!(events[0].action, StaffAction::Accept { ready_in_minutes: 25 });
        assert_eq!(events[0].by, Some(samples::account(4)));
        let again = act(&fixture, accept, 4).await;
        assert!(matches!(
            again,
            Err(ActOnOrderError::Refused(ActionRefusal::OnItsWay { .. }))
        ));
    }

    #[tokio::test]
    async fn what_cannot_succeed_is_refused_and_nothing_is_told() {
        let fixture = fixture(OrderStatus::Placed).await;
        let start = act(&fixture, StaffRequest::Start, 4).await;
        assert!(matches!(
            start,
            Err(ActOnOrderError::Refused(ActionRefusal::NotPossible { .. }))
        ));
        let accept = act(&fixture, StaffRequest::Accept(AcceptRequest { ready_in_minutes: 0 }), 4).await;
        assert!(matches!(accept, Err(ActOnOrderError::Invalid(_))));
        let elsewhere = ActOnOrder {
            restaurant: samples::restaurant_id(2),
            by: None,
            ..ask(StaffRequest::Start, 4)
        };
        let mut tx = fixture.database.begin().await.unwrap();
        let result = act_on_order(&mut tx, elsewhere, samples::now()).await;
        assert!(matches!(result, Err(ActOnOrderError::NotFound)));
        drop(tx);
        assert!(matches!(
            act(&fixture, StaffRequest::Start, 9).await,
            Err(ActOnOrderError::CallerNotStaff)
        ));
        assert!(fixture.events::<StaffActionTaken>().await.is_empty());
    }

    #[tokio::test]
    async fn rejecting_marks_dishes_sold_out_in_the_same_transaction() {
        let fixture = fixture(OrderStatus::Placed).await;
        let reject = |item| {
            let sold_out = vec![samples::item(item)];
            StaffRequest::Reject(RejectRequest {
                reason: "No more funghi".into(),
                sold_out,
            })
        };
        assert!(matches!(
            act(&fixture, reject(99), 4).await,
            Err(ActOnOrderError::Invalid(_))
        ));
        act(&fixture, reject(2), 4).await.unwrap();
        let known = store::availability::read(&fixture.database, samples::restaurant_id(1))
            .await
            .unwrap();
        let portions: Vec<_> = known
            .iter()
            .map(|one| (one.availability.item_id, one.availability.portions_left))
            .collect();
        assert_eq!(portions, [(samples::item(2), Some(0))]);
    }

    #[tokio::test]
    async fn a_delivery_goes_to_a_courier_of_the_restaurant() {
        let fixture = fixture(OrderStatus::Ready).await;
        assert!(matches!(
            act(&fixture, dispatch(Some(4)), 4).await,
            Err(ActOnOrderError::CourierNotFound)
        ));
        assert!(matches!(
            act(&fixture, dispatch(Some(9)), 4).await,
            Err(ActOnOrderError::CourierNotFound)
        ));
        assert!(matches!(
            act(&fixture, dispatch(Some(2)), 3).await,
            Err(ActOnOrderError::OthersDelivery)
        ));
        act(&fixture, dispatch(Some(2)), 4).await.unwrap();
        let assigned: Vec<DeliveryAssigned> = fixture.events().await;
        assert_eq!(assigned[0].courier_id, samples::account(2));
        let taken: Vec<StaffActionTaken> = fixture.events().await;
        let courier = Some(Courier {
            account_id: samples::account(2),
            name: "Person 2".into(),
        });
        assert_eq!(taken[0].action, StaffAction::Dispatch { courier });
    }

    #[tokio::test]
    async fn a_courier_sends_themself_and_delivers_their_own() {
        let fixture = fixture(OrderStatus::Ready).await;
        act(&fixture, dispatch(None), 2).await.unwrap();
        let assigned: Vec<DeliveryAssigned> = fixture.events().await;
        assert_eq!(assigned[0].courier_id, samples::account(2));
        let mut order = samples::order(OrderStatus::OutForDelivery);
        (order.version, order.courier) = (2, Some(samples::courier(samples::account(2))));
        fixture.order(order).await;
        let other = act(&fixture, StaffRequest::Deliver, 3).await;
        assert!(matches!(other, Err(ActOnOrderError::Refused(ActionRefusal::NotTheirs))));
        act(&fixture, StaffRequest::Deliver, 2).await.unwrap();
    }
}
