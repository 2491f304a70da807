use super::*;
use foodwala_sdk::{
    Currency,
    contract::{hours::OpenStatus, restaurants::Rating},
};
use foodwala_ui::sdk::FailureKind;

fn hit(number: u32, stars: u32) -> SearchHit {
    SearchHit {
        id: format!("00000000-0000-7000-8000-{number:012}").parse().unwrap(),
        name: format!("Restaurant {number}"),
        cuisines: vec!["thai".into()],
        image: None,
        status: OpenStatus::default(),
        rating: Rating {
            count: 10,
            stars: stars * 10,
        },
        location: GeoPoint {
            latitude: 52.5,
            longitude: 13.4,
        },
        pickup: true,
        distance_m: None,
        ready_in_minutes: 30,
        delivery_fee_minor: Some(190),
        minimum_order_minor: None,
        free_delivery_from_minor: None,
        currency: Currency::EUR,
        dishes: Vec::new(),
    }
}

fn page(numbers: std::ops::Range<u32>, stars: u32, next: Option<&str>) -> Page<SearchHit> {
    Page {
        items: numbers.map(|number| hit(number, stars)).collect(),
        next_cursor: next.map(ToOwned::to_owned),
    }
}

fn shown() -> Event {
    Event::Shown {
        point: None,
        text: String::new(),
    }
}

fn count(state: &State) -> usize {
    state.wanted().unwrap().len()
}

#[test]
fn pages_are_joined_and_a_late_answer_is_left_out() {
    let mut state = State::default();
    let Some(Effect::Fetch(first, query)) = reduce(&mut state, shown()) else {
        panic!("nothing fetched")
    };
    assert_eq!((query.cursor, query.limit), (None, Some(PAGE)));
    reduce(&mut state, Event::Page(first, Ok(page(0..24, 4, Some("two")))));
    assert_eq!(state.more, More::Waiting);
    let Some(Effect::Fetch(second, query)) = reduce(&mut state, Event::More) else {
        panic!("nothing fetched")
    };
    assert_eq!(query.cursor.as_deref(), Some("two"));
    assert_eq!(reduce(&mut state, Event::More), None, "once is enough");
    reduce(&mut state, Event::Page(first, Ok(page(50..60, 4, None))));
    // One restaurant has moved down a page.
    reduce(&mut state, Event::Page(second, Ok(page(23..30, 4, None))));
    assert_eq!((count(&state), state.more.clone()), (30, More::End));
    assert_eq!(
        reduce(&mut state, shown()),
        None,
        "what is there is shown again without asking"
    );
}

#[test]
fn filters_that_leave_too_few_fetch_on() {
    let mut state = State::default();
    let filters = Filters {
        rating: Some(45),
        ..Filters::default()
    };
    let Some(Effect::Fetch(number, _)) = reduce(&mut state, Event::Filter(filters)) else {
        panic!("nothing fetched")
    };
    let effect = reduce(&mut state, Event::Page(number, Ok(page(0..24, 4, Some("two")))));
    let Some(Effect::Fetch(number, _)) = effect else {
        panic!("nothing fetched")
    };
    assert_eq!(count(&state), 0);
    assert_eq!(
        reduce(&mut state, Event::Page(number, Ok(page(24..40, 5, Some("three"))))),
        None
    );
    assert_eq!(count(&state), 16);
}

#[test]
fn a_failed_page_keeps_the_others_and_can_be_tried_again() {
    let failure = Failure::of(FailureKind::Offline);
    let mut state = State::default();
    let Some(Effect::Fetch(number, _)) = reduce(&mut state, shown()) else {
        panic!("nothing fetched")
    };
    reduce(&mut state, Event::Page(number, Err(failure.clone())));
    assert_eq!(state.hits, Loadable::Failed(failure.clone()));
    let Some(Effect::Fetch(number, _)) = reduce(&mut state, Event::Retry) else {
        panic!("nothing fetched")
    };
    reduce(&mut state, Event::Page(number, Ok(page(0..24, 4, Some("two")))));
    let Some(Effect::Fetch(number, _)) = reduce(&mut state, Event::More) else {
        panic!("nothing fetched")
    };
    reduce(&mut state, Event::Page(number, Err(failure.clone())));
    assert_eq!((count(&state), state.more.clone()), (24, More::Failed(failure)));
    let Some(Effect::Fetch(_, query)) = reduce(&mut state, Event::Retry) else {
        panic!("nothing fetched")
    };
    assert_eq!(query.cursor.as_deref(), Some("two"));
}

#[test]
fn another_place_forgets_what_was_near_the_first() {
    let mut state = State::default();
    let Some(Effect::Fetch(number, _)) = reduce(&mut state, shown()) else {
        panic!("nothing fetched")
    };
    reduce(&mut state, Event::Page(number, Ok(page(0..3, 4, None))));
    let point = Some(GeoPoint {
        latitude: 52.5,
        longitude: 13.4,
    });
    let text = String::new();
    let Some(Effect::Fetch(_, query)) = reduce(&mut state, Event::Shown { point, text }) else {
        panic!("nothing fetched")
    };
    assert_eq!((query.latitude, query.delivers), (Some(52.5), Some(true)));
    assert_eq!(state.hits, Loadable::Loading);
}
