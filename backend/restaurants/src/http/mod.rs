//! Routes: read the call, do it, map its error.

mod couriers;
mod errors;

use crate::{
    commands::{
        act_on_order::{ActOnOrder, StaffRequest, act_on_order},
        add_staff::add_staff,
        create::create,
        pause::pause,
        publish_menu::publish_menu,
        put_promo::put_promo,
        remove_promo::remove_promo,
        remove_staff::remove_staff,
        reply_to_review::reply_to_review,
        report_position::report_position,
        resume::resume,
        set_availability::set_availability,
        set_busy::set_busy,
        set_hours::set_hours,
        update_profile::update_profile,
    },
    directory::Directory,
    domain::board::Viewer,
    queries::{self, Reader},
    search::SearchIndex,
    store::unprojected::Subject,
};
use foodwala_clock::{Clock, new_id};
use foodwala_contract::{
    Endpoint, ErrorCode,
    board::{
        AcceptOrder, BoardCancelOrder, BoardOrder, CollectOrder, DelayOrder, DeliverOrder, DispatchOrder, FollowBoard,
        GetBoardOrder, ListBoard, ListDeliveries, ReadyOrder, RejectOrder, ReportPosition, StartOrder,
    },
    endpoint::{BoardOrderPath, RestaurantPath},
    menu::{FollowMenu, GetMenu, PublishMenu, SetAvailability},
    restaurants::{
        AddStaff, CreateRestaurant, GetRestaurant, ListCuisines, ListPromos, ListReviews, ListSlots, ListStaff,
        ListWorkplaces, PauseRestaurant, PutPromo, RemovePromo, RemoveReviewReply, RemoveStaff, ReplyToReview,
        Restaurant, RestaurantReview, ResumeRestaurant, SearchRestaurants, SetBusy, SetHours, SuggestRestaurants,
        UpdateRestaurant,
    },
};
use foodwala_database::Database;
use foodwala_platform::{ApiError, Begun, Call, Deps, EventStream, Reply, Routed, Routes, Work, stand_in};
use std::sync::Arc;

/// What the handlers share.
#[derive(Clone)]
pub struct State {
    pub database: Database,
    pub clock: Arc<dyn Clock>,
    pub reader: Reader,
    pub directory: Directory,
    pub search: SearchIndex,
}

/// Every endpoint of the service.
pub fn routes(state: State, deps: &Deps) -> Routed {
    let directory = Arc::new(state.directory.clone());
    couriers::on(Routes::new(state, deps).with_staff(directory))
        .on::<SearchRestaurants, _, _>(search_restaurants)
        .on::<SuggestRestaurants, _, _>(suggest)
        .on::<ListCuisines, _, _>(list_cuisines)
        .on::<GetRestaurant, _, _>(get_restaurant)
        .on::<ListSlots, _, _>(list_slots)
        .on::<ListReviews, _, _>(list_reviews)
        .on::<ReplyToReview, _, _>(reply)
        .on::<RemoveReviewReply, _, _>(remove_reply)
        .on::<CreateRestaurant, _, _>(create_restaurant)
        .on::<UpdateRestaurant, _, _>(update_restaurant)
        .on::<SetHours, _, _>(set_opening_hours)
        .on::<PauseRestaurant, _, _>(pause_restaurant)
        .on::<ResumeRestaurant, _, _>(resume_restaurant)
        .on::<SetBusy, _, _>(set_busy_minutes)
        .on::<ListStaff, _, _>(list_staff)
        .on::<AddStaff, _, _>(add_to_staff)
        .on::<RemoveStaff, _, _>(remove_from_staff)
        .on::<ListWorkplaces, _, _>(list_workplaces)
        .on::<ListPromos, _, _>(list_promos)
        .on::<PutPromo, _, _>(put_promo_code)
        .on::<RemovePromo, _, _>(remove_promo_code)
        .on::<GetMenu, _, _>(get_menu)
        .events::<FollowMenu, _, _>(follow_menu)
        .on::<PublishMenu, _, _>(publish)
        .on::<SetAvailability, _, _>(set_item_availability)
        .on::<ListBoard, _, _>(list_board)
        .on::<GetBoardOrder, _, _>(get_board_order)
        .events::<FollowBoard, _, _>(follow_board)
        .on::<AcceptOrder, _, _>(|state, call| {
            let request = StaffRequest::Accept(call.body.clone());
            act(state, call, request)
        })
        .on::<RejectOrder, _, _>(|state, call| {
            let request = StaffRequest::Reject(call.body.clone());
            act(state, call, request)
        })
        .on::<DelayOrder, _, _>(|state, call| {
            let request = StaffRequest::Delay(call.body.clone());
            act(state, call, request)
        })
        .on::<StartOrder, _, _>(|state, call| act(state, call, StaffRequest::Start))
        .on::<ReadyOrder, _, _>(|state, call| act(state, call, StaffRequest::Ready))
        .on::<DispatchOrder, _, _>(|state, call| {
            let request = StaffRequest::Dispatch(call.body);
            act(state, call, request)
        })
        .on::<DeliverOrder, _, _>(|state, call| act(state, call, StaffRequest::Deliver))
        .on::<CollectOrder, _, _>(|state, call| act(state, call, StaffRequest::Collect))
        .on::<BoardCancelOrder, _, _>(|state, call| {
            let request = StaffRequest::Cancel(call.body.clone());
            act(state, call, request)
        })
        .on::<ListDeliveries, _, _>(list_deliveries)
        .on::<ReportPosition, _, _>(position)
        .build()
}

/// Begins a call's transaction, or answers what was answered before.
macro_rules! begin {
    ($state:expr, $call:expr, $now:expr) => {
        match Work::begin(&$state.database, &$call, $now).await? {
            Begun::Replay(reply) => return Ok(reply),
            Begun::Fresh(work) => work,
        }
    };
}
use begin;

/// Commits a command, then brings its read documents up to date.
async fn commit<E: Endpoint>(
    state: &State,
    work: Work<E>,
    reply: Reply<E>,
    changed: &[Subject],
) -> Result<Reply<E>, ApiError> {
    let reply = work.commit(reply).await?;
    state.reader.projection.refresh(changed).await;
    Ok(reply)
}

async fn commit_restaurant<E: Endpoint<Response = Restaurant>>(
    state: &State,
    work: Work<E>,
    restaurant: Restaurant,
) -> Result<Reply<E>, ApiError> {
    let (id, version) = (restaurant.id, restaurant.version);
    commit(
        state,
        work,
        Reply::new(restaurant).with_version(version),
        &[Subject::Restaurant(id)],
    )
    .await
}

async fn search_restaurants(state: State, call: Call<SearchRestaurants>) -> Result<Reply<SearchRestaurants>, ApiError> {
    queries::search::search(&state.search, &call.query, state.clock.now())
        .await
        .map(Reply::new)
}

async fn suggest(state: State, call: Call<SuggestRestaurants>) -> Result<Reply<SuggestRestaurants>, ApiError> {
    queries::search::suggest(&state.search, &call.query)
        .await
        .map(Reply::new)
}

async fn list_cuisines(state: State, call: Call<ListCuisines>) -> Result<Reply<ListCuisines>, ApiError> {
    queries::search::cuisines(&state.search, &call.query, state.clock.now())
        .await
        .map(Reply::new)
}

async fn list_slots(state: State, call: Call<ListSlots>) -> Result<Reply<ListSlots>, ApiError> {
    queries::restaurants::slots(&state.reader, call.path.restaurant_id, &call.query, state.clock.now())
        .await
        .map(Reply::new)
}

async fn list_reviews(state: State, call: Call<ListReviews>) -> Result<Reply<ListReviews>, ApiError> {
    let (id, query) = (call.path.restaurant_id, &call.query);
    let page = stand_in::answer("restaurants.reviews", &state.reader, |reader| async move {
        queries::reviews::page(&reader, id, query).await
    });
    page.await.map(Reply::new)
}

async fn reply(state: State, call: Call<ReplyToReview>) -> Result<Reply<ReplyToReview>, ApiError> {
    let text = call.body.text.clone();
    answer_review(state, call, Some(&text)).await
}

async fn remove_reply(state: State, call: Call<RemoveReviewReply>) -> Result<Reply<RemoveReviewReply>, ApiError> {
    answer_review(state, call, None).await
}

async fn answer_review<E>(state: State, call: Call<E>, text: Option<&str>) -> Result<Reply<E>, ApiError>
where
    E: Endpoint<Path = BoardOrderPath, Response = RestaurantReview>,
{
    let now = state.clock.now();
    let BoardOrderPath {
        restaurant_id,
        order_id,
    } = call.path;
    let mut work = begin!(state, call, now);
    let result = reply_to_review(work.tx(), restaurant_id, order_id, text, now).await;
    let (work, review) = work.settle(result).await?;
    commit(&state, work, Reply::new(review), &[Subject::Review(order_id)]).await
}

async fn get_restaurant(state: State, call: Call<GetRestaurant>) -> Result<Reply<GetRestaurant>, ApiError> {
    let (id, now) = (call.path.restaurant_id, state.clock.now());
    let view = queries::restaurants::restaurant(&state.reader, id, &call.query, now).await?;
    let version = view.restaurant.version;
    Ok(Reply::new(view).with_version(version))
}

async fn create_restaurant(state: State, call: Call<CreateRestaurant>) -> Result<Reply<CreateRestaurant>, ApiError> {
    let now = state.clock.now();
    let (owner, id) = (call.account_id()?, new_id(now).into());
    let mut work = begin!(state, call, now);
    let result = create(work.tx(), id, owner, call.body, now).await;
    let (work, restaurant) = work.settle(result).await?;
    let version = restaurant.version;
    let changed = [Subject::Restaurant(id), Subject::Menu(id), Subject::Staff(id)];
    commit(&state, work, Reply::new(restaurant).with_version(version), &changed).await
}

async fn update_restaurant(state: State, call: Call<UpdateRestaurant>) -> Result<Reply<UpdateRestaurant>, ApiError> {
    let now = state.clock.now();
    let mut work = begin!(state, call, now);
    let seen = call
        .if_match
        .ok_or_else(|| ApiError::new(ErrorCode::PreconditionRequired))?;
    let result = update_profile(work.tx(), call.path.restaurant_id, seen, call.body, now).await;
    let (work, restaurant) = work.settle(result).await?;
    commit_restaurant(&state, work, restaurant).await
}

async fn set_opening_hours(state: State, call: Call<SetHours>) -> Result<Reply<SetHours>, ApiError> {
    let now = state.clock.now();
    let mut work = begin!(state, call, now);
    let result = set_hours(work.tx(), call.path.restaurant_id, call.body, now).await;
    let (work, restaurant) = work.settle(result).await?;
    commit_restaurant(&state, work, restaurant).await
}

async fn pause_restaurant(state: State, call: Call<PauseRestaurant>) -> Result<Reply<PauseRestaurant>, ApiError> {
    let now = state.clock.now();
    let mut work = begin!(state, call, now);
    let result = pause(work.tx(), call.path.restaurant_id, call.body, now).await;
    let (work, restaurant) = work.settle(result).await?;
    commit_restaurant(&state, work, restaurant).await
}

async fn resume_restaurant(state: State, call: Call<ResumeRestaurant>) -> Result<Reply<ResumeRestaurant>, ApiError> {
    let now = state.clock.now();
    let mut work = begin!(state, call, now);
    let result = resume(work.tx(), call.path.restaurant_id, now).await;
    let (work, restaurant) = work.settle(result).await?;
    commit_restaurant(&state, work, restaurant).await
}

async fn set_busy_minutes(state: State, call: Call<SetBusy>) -> Result<Reply<SetBusy>, ApiError> {
    let now = state.clock.now();
    let mut work = begin!(state, call, now);
    let result = set_busy(work.tx(), call.path.restaurant_id, call.body.extra_minutes, now).await;
    let (work, restaurant) = work.settle(result).await?;
    commit_restaurant(&state, work, restaurant).await
}

async fn list_staff(state: State, call: Call<ListStaff>) -> Result<Reply<ListStaff>, ApiError> {
    queries::staff::staff(&state.reader, call.path.restaurant_id)
        .await
        .map(Reply::new)
}

async fn add_to_staff(state: State, call: Call<AddStaff>) -> Result<Reply<AddStaff>, ApiError> {
    let now = state.clock.now();
    let (by, restaurant) = (call.account_id()?, call.path.restaurant_id);
    let mut work = begin!(state, call, now);
    let result = add_staff(work.tx(), restaurant, by, &call.body, now).await;
    let (work, member) = work.settle(result).await?;
    let account = member.account_id;
    let reply = commit(&state, work, Reply::new(member), &[Subject::Staff(restaurant)]).await?;
    state.directory.forget(restaurant, account);
    Ok(reply)
}

async fn remove_from_staff(state: State, call: Call<RemoveStaff>) -> Result<Reply<RemoveStaff>, ApiError> {
    let now = state.clock.now();
    let (by, restaurant, account) = (call.account_id()?, call.path.restaurant_id, call.path.account_id);
    let mut work = begin!(state, call, now);
    let result = remove_staff(work.tx(), restaurant, by, account, now).await;
    let (work, ()) = work.settle(result).await?;
    let reply = commit(&state, work, Reply::new(()), &[Subject::Staff(restaurant)]).await?;
    state.directory.forget(restaurant, account);
    Ok(reply)
}

async fn list_workplaces(state: State, call: Call<ListWorkplaces>) -> Result<Reply<ListWorkplaces>, ApiError> {
    let account = call.account_id()?;
    let workplaces = stand_in::answer("restaurants.workplaces", &state.reader, |reader| async move {
        queries::staff::workplaces(&reader, account).await
    });
    workplaces.await.map(Reply::new)
}

async fn list_promos(state: State, call: Call<ListPromos>) -> Result<Reply<ListPromos>, ApiError> {
    queries::restaurants::promos(&state.reader, call.path.restaurant_id)
        .await
        .map(Reply::new)
}

async fn put_promo_code(state: State, call: Call<PutPromo>) -> Result<Reply<PutPromo>, ApiError> {
    let (now, restaurant) = (state.clock.now(), call.path.restaurant_id);
    let mut work = begin!(state, call, now);
    let result = put_promo(work.tx(), restaurant, &call.path.code, call.body, now).await;
    let (work, promo) = work.settle(result).await?;
    commit(&state, work, Reply::new(promo), &[Subject::Promos(restaurant)]).await
}

async fn remove_promo_code(state: State, call: Call<RemovePromo>) -> Result<Reply<RemovePromo>, ApiError> {
    let (now, restaurant) = (state.clock.now(), call.path.restaurant_id);
    let mut work = begin!(state, call, now);
    let result = remove_promo(work.tx(), restaurant, &call.path.code, now).await;
    let (work, ()) = work.settle(result).await?;
    commit(&state, work, Reply::new(()), &[Subject::Promos(restaurant)]).await
}

async fn get_menu(state: State, call: Call<GetMenu>) -> Result<Reply<GetMenu>, ApiError> {
    let menu = queries::restaurants::menu(&state.reader, call.path.restaurant_id, state.clock.now()).await?;
    let version = menu.version;
    Ok(Reply::new(menu).with_version(version))
}

async fn follow_menu(
    state: State,
    call: Call<FollowMenu>,
) -> Result<EventStream<<FollowMenu as Endpoint>::Response>, ApiError> {
    queries::follow_menu::follow(&state.reader, call.path.restaurant_id).await
}

async fn publish(state: State, call: Call<PublishMenu>) -> Result<Reply<PublishMenu>, ApiError> {
    let (now, restaurant) = (state.clock.now(), call.path.restaurant_id);
    let mut work = begin!(state, call, now);
    let seen = call
        .if_match
        .ok_or_else(|| ApiError::new(ErrorCode::PreconditionRequired))?;
    let result = publish_menu(work.tx(), restaurant, seen, call.body.sections, now).await;
    let (work, menu) = work.settle(result).await?;
    let version = menu.version;
    commit(
        &state,
        work,
        Reply::new(menu).with_version(version),
        &[Subject::Menu(restaurant)],
    )
    .await
}

async fn set_item_availability(state: State, call: Call<SetAvailability>) -> Result<Reply<SetAvailability>, ApiError> {
    let (now, restaurant) = (state.clock.now(), call.path.restaurant_id);
    let mut work = begin!(state, call, now);
    let result = set_availability(work.tx(), restaurant, call.path.item_id, &call.body, now).await;
    let (work, set) = work.settle(result).await?;
    commit(&state, work, Reply::new(set), &[Subject::Menu(restaurant)]).await
}

fn viewer<E: Endpoint>(call: &Call<E>) -> Viewer {
    Viewer::of(call.staff_role, call.caller.account_id())
}

async fn list_board(state: State, call: Call<ListBoard>) -> Result<Reply<ListBoard>, ApiError> {
    let (viewer, id, query) = (viewer(&call), call.path.restaurant_id, &call.query);
    let page = stand_in::answer("board.list", &state.reader, |reader| async move {
        queries::board::list(&reader, id, viewer, query.clone()).await
    });
    page.await.map(Reply::new)
}

async fn get_board_order(state: State, call: Call<GetBoardOrder>) -> Result<Reply<GetBoardOrder>, ApiError> {
    let BoardOrderPath {
        restaurant_id,
        order_id,
    } = call.path;
    queries::board::get(&state.reader, restaurant_id, order_id, viewer(&call))
        .await
        .map(Reply::new)
}

async fn follow_board(
    state: State,
    call: Call<FollowBoard>,
) -> Result<EventStream<<FollowBoard as Endpoint>::Response>, ApiError> {
    let RestaurantPath { restaurant_id } = call.path;
    let last = call.last_event_id.as_deref();
    queries::follow_board::follow(&state.reader, restaurant_id, viewer(&call), last).await
}

/// Every staff action comes through here.
async fn act<E>(state: State, call: Call<E>, request: StaffRequest) -> Result<Reply<E>, ApiError>
where
    E: Endpoint<Path = BoardOrderPath, Response = BoardOrder>,
{
    let now = state.clock.now();
    let BoardOrderPath {
        restaurant_id: restaurant,
        order_id: order,
    } = call.path;
    let mut work = begin!(state, call, now);
    let act = ActOnOrder {
        restaurant,
        order,
        request,
        by: call.caller.account_id(),
    };
    let sells_out = matches!(&act.request, StaffRequest::Reject(reject) if !reject.sold_out.is_empty());
    let result = act_on_order(work.tx(), act, now).await;
    let (work, card) = work.settle(result).await?;
    let changed = [Subject::Card(order), Subject::Menu(restaurant)];
    let reply = work.commit(Reply::new(card)).await?;
    let changed = if sells_out { &changed } else { &changed[..1] };
    state.reader.projection.refresh_noted(changed, now).await;
    Ok(reply)
}

async fn list_deliveries(state: State, call: Call<ListDeliveries>) -> Result<Reply<ListDeliveries>, ApiError> {
    let courier = call.account_id()?;
    let deliveries = stand_in::answer("deliveries.list", &state.reader, |reader| async move {
        queries::courier::deliveries(&reader, courier).await
    });
    deliveries.await.map(Reply::new)
}

async fn position(state: State, call: Call<ReportPosition>) -> Result<Reply<ReportPosition>, ApiError> {
    let (courier, order, now) = (call.account_id()?, call.path.order_id, state.clock.now());
    let read_model = &state.reader.read_model;
    report_position(read_model, &state.database, courier, order, call.body, now).await?;
    Ok(Reply::new(()))
}

#[cfg(test)]
mod tests;
