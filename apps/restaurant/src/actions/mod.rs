//! Acting on an order: what can be done, and the sheets that ask for details. One of them for all screens of a restaurant.

mod sheets;
mod state;

pub use sheets::ActionSheets;
pub use state::{Ask, Effect, Event, Open, Reason, State, needs_details, next_step, reduce, steps};

use crate::{
    board::BoardHandle,
    crew::Crew,
    queue::{QueueHandle, StaffAct, use_queue},
};
use dioxus::{core::spawn_forever, prelude::*};
use foodwala_sdk::{
    OrderId, RestaurantId,
    contract::{
        board::{
            AcceptOrder, BoardCancelOrder, CollectOrder, DelayOrder, DeliverOrder, DispatchOrder, ReadyOrder,
            RejectOrder, StartOrder,
        },
        orders::OrderAction,
    },
};
use foodwala_ui::device;
use std::time::Duration;

/// Within this time a second tap belongs to the first.
const DOUBLE_TAP: Duration = Duration::from_millis(500);

/// Acts on orders of the board that is shown.
#[derive(Clone, Copy, PartialEq)]
pub struct Actions {
    state: Signal<State>,
    board: BoardHandle,
    queue: QueueHandle,
    /// Minutes that the kitchen needs now, as the platform says.
    lead_minutes: Signal<u32>,
}

impl Actions {
    /// Does it at once if nothing more need be known, else asks.
    pub fn take(self, order: OrderId, action: OrderAction) {
        self.send(Event::Take {
            order,
            action,
            lead_minutes: *self.lead_minutes.peek(),
        });
    }

    /// Takes an event in.
    pub fn send(mut self, event: Event) {
        let effect = reduce(&mut self.state.write(), event);
        if let Some(Effect::Act(id, act)) = effect {
            let found = self.board.card(id);
            if let Some(view) = found {
                self.queue.act(&view.card.order, act);
            }
            self.settle(id);
        }
    }

    /// Acts.
    pub fn act(self, id: OrderId, act: StaffAct) {
        self.send(Event::Act(id, act));
    }

    /// Whether something was done to an order this very moment: a tap that comes now was meant for that.
    pub fn is_settling(self, id: OrderId) -> bool {
        self.state.read().settling.contains(&id)
    }

    fn settle(mut self, id: OrderId) {
        // The screens may be gone by then, and the state with them.
        spawn_forever(async move {
            device::sleep(DOUBLE_TAP).await;
            if let Ok(mut state) = self.state.try_write() {
                reduce(&mut state, Event::Settled(id));
            }
        });
    }

    /// Notes how long the kitchen needs now.
    pub fn lead_minutes(mut self, minutes: u32) {
        if *self.lead_minutes.peek() != minutes {
            self.lead_minutes.set(minutes);
        }
    }
}

/// Gives everything below a way to act on the orders of a board.
pub fn use_actions_provider(board: BoardHandle) -> Actions {
    let queue = use_queue();
    use_hook(|| {
        provide_context(Actions {
            state: Signal::new(State::default()),
            board,
            queue,
            lead_minutes: Signal::new(20),
        })
    })
}

/// Acts on orders of the board that is shown.
pub fn use_actions() -> Actions {
    use_context()
}

/// Whether the contract lets somebody do this at a restaurant.
#[must_use]
pub fn may(crew: Crew, place: RestaurantId, action: OrderAction) -> bool {
    match action {
        OrderAction::Accept => crew.may::<AcceptOrder>(place),
        OrderAction::Reject => crew.may::<RejectOrder>(place),
        OrderAction::Delay => crew.may::<DelayOrder>(place),
        OrderAction::Start => crew.may::<StartOrder>(place),
        OrderAction::Ready => crew.may::<ReadyOrder>(place),
        OrderAction::Dispatch => crew.may::<DispatchOrder>(place),
        OrderAction::Deliver => crew.may::<DeliverOrder>(place),
        OrderAction::Collect => crew.may::<CollectOrder>(place),
        OrderAction::Cancel => crew.may::<BoardCancelOrder>(place),
        _ => false,
    }
}
