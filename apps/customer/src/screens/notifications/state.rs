//! One's notifications, without a renderer: one feed for the screen and for the number in the bar.

use foodwala_sdk::{
    Error, NotificationId,
    contract::{notifications::Notification, page::Page},
};

/// The feed.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Newest first.
    pub items: Vec<Notification>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Whether the first page is there.
    pub loaded: bool,
    /// Whether a page is being fetched.
    pub busy: bool,
    /// Why a page is not there.
    pub error: Option<Error>,
    /// How many the person has not seen.
    pub unread: u32,
    /// Whether the person is looking at the feed.
    pub seen: bool,
}

/// What happens.
#[derive(Debug, Clone)]
pub enum Event {
    /// How many are unread, by the platform's count.
    Unread(u32),
    /// The screen opens, or is loaded again.
    Load,
    /// The next page is wanted.
    More,
    /// A page is there.
    Page(Result<Page<Notification>, Error>),
    /// One has just come.
    Arrived(Notification),
    /// The person looks at the feed.
    Seen,
    /// The screen closes.
    Left,
    /// The person has signed out.
    Forget,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Fetch a page.
    Fetch(Option<String>),
    /// Tell the platform that this one and all before it were seen.
    MarkRead(NotificationId),
}

/// One step.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Unread(count) => {
            if !state.seen {
                state.unread = count;
            }
            None
        }
        Event::Load if state.busy => None,
        Event::Load => {
            state.busy = true;
            state.error = None;
            Some(Effect::Fetch(None))
        }
        Event::More if state.busy => None,
        Event::More => {
            let cursor = state.next.clone()?;
            state.busy = true;
            Some(Effect::Fetch(Some(cursor)))
        }
        Event::Page(Ok(page)) => {
            state.busy = false;
            state.error = None;
            let is_first = !state.loaded || state.next.is_none();
            state.loaded = true;
            state.next = page.next_cursor;
            if is_first {
                // What came live since the page was made stays in front.
                let known = std::mem::take(&mut state.items);
                let newest = page.items.first().map(|first| first.at);
                let is_newer = |it: &Notification| newest.is_none_or(|newest| it.at > newest);
                state.items = known.into_iter().filter(is_newer).collect();
            }
            state
                .items
                .retain(|known| page.items.iter().all(|it| it.id != known.id));
            state.items.extend(page.items);
            mark(state)
        }
        Event::Page(Err(error)) => {
            state.busy = false;
            state.error = Some(error);
            None
        }
        Event::Arrived(notification) => {
            if state.items.iter().any(|known| known.id == notification.id) {
                return None;
            }
            let is_unread = !notification.read;
            state.items.insert(0, notification);
            if state.seen {
                return mark(state);
            }
            state.unread = state.unread.saturating_add(is_unread.into());
            None
        }
        Event::Seen => {
            state.seen = true;
            mark(state)
        }
        Event::Left => {
            state.seen = false;
            for item in &mut state.items {
                item.read = true;
            }
            None
        }
        Event::Forget => {
            *state = State::default();
            None
        }
    }
}

/// What is on the screen counts as seen; its marks stay until the person leaves, so that they see what is new.
fn mark(state: &mut State) -> Option<Effect> {
    if !state.seen {
        return None;
    }
    let newest = state.items.first()?;
    let is_new = state.unread > 0 || !newest.read;
    state.unread = 0;
    is_new.then_some(Effect::MarkRead(newest.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use foodwala_sdk::contract::notifications::NotificationKind;
    use serde_json::json;

    fn notification(number: u8, read: bool) -> Notification {
        Notification {
            id: serde_json::from_value(json!(format!("018f6a3e-0000-7000-8000-0000000000{number:02}"))).unwrap(),
            at: samples::noon() + jiff::SignedDuration::from_mins(number.into()),
            read,
            about: NotificationKind::Welcome,
            title: "Welcome".to_owned(),
            text: String::new(),
        }
    }

    fn page(items: Vec<Notification>) -> Event {
        Event::Page(Ok(Page {
            items,
            next_cursor: None,
        }))
    }

    #[test]
    fn news_count_once_while_the_person_is_elsewhere() {
        let mut state = State::default();
        reduce(&mut state, Event::Unread(2));
        let news = notification(3, false);
        reduce(&mut state, Event::Arrived(news.clone()));
        reduce(&mut state, Event::Arrived(news));
        assert_eq!(state.unread, 3, "a replay after a reconnect is no news");
    }

    #[test]
    fn looking_at_the_feed_marks_it_seen() {
        let mut state = State::default();
        reduce(&mut state, Event::Unread(1));
        assert_eq!(reduce(&mut state, Event::Seen), None, "there is nothing to see yet");
        assert_eq!(reduce(&mut state, Event::Load), Some(Effect::Fetch(None)));
        let newest = notification(2, false);
        let effect = reduce(&mut state, page(vec![newest.clone(), notification(1, true)]));
        assert_eq!(effect, Some(Effect::MarkRead(newest.id)));
        assert_eq!(state.unread, 0);
        let live = notification(3, false);
        assert_eq!(
            reduce(&mut state, Event::Arrived(live.clone())),
            Some(Effect::MarkRead(live.id))
        );
        reduce(&mut state, Event::Left);
        assert!(state.items.iter().all(|item| item.read));
    }

    #[test]
    fn what_came_live_stays_in_front_of_the_first_page() {
        let mut state = State::default();
        reduce(&mut state, Event::Load);
        reduce(&mut state, Event::Arrived(notification(9, false)));
        reduce(&mut state, page(vec![notification(2, true), notification(1, true)]));
        let order: Vec<_> = state.items.iter().map(|item| item.id).collect();
        assert_eq!(
            order,
            [
                notification(9, true).id,
                notification(2, true).id,
                notification(1, true).id
            ]
        );
    }
}
