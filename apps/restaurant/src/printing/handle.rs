//! Printing in the app: once for all restaurants, kept on the device.

use super::{
    printer::Printer,
    send::send,
    state::{Effect, Event, Job, Key, Printing, Taken, Trouble, reduce},
};
use crate::{
    board::{BoardHandle, Card},
    shop::Shop,
    ticket::{Line, Roll, Texts, lines},
};
use dioxus::{core::spawn_forever, prelude::*};
use foodwala_sdk::{
    Timestamp,
    contract::orders::{Order, OrderStatus},
};
use foodwala_ui::{
    device,
    sdk::calls::{Calls, use_calls},
    t,
};

/// Under this key are the printers. They are the device's, whoever uses it.
const PRINTERS: &str = "device.printers";
/// Under this key is what became of tickets.
const TICKETS: &str = "device.tickets";

/// Prints, and knows what was printed.
#[derive(Clone, Copy, PartialEq)]
pub struct PrintingHandle {
    state: Signal<Printing>,
    /// The zone whose times tickets tell.
    zone: CopyValue<String>,
    calls: Calls,
}

impl PrintingHandle {
    /// What is known; whoever reads it while rendering is rendered again when it changes.
    pub fn read(&self) -> ReadableRef<'_, Signal<Printing>> {
        self.state.read()
    }

    /// Takes an event in.
    pub fn apply(mut self, event: Event) {
        // A ticket may come back after its window was given to another platform.
        let Ok(mut state) = self.state.try_write() else { return };
        let effects = reduce(&mut state, event);
        drop(state);
        for effect in effects {
            match effect {
                Effect::KeepPrinters => keep(PRINTERS, &self.state.peek().printers),
                Effect::KeepJobs => keep(TICKETS, &self.state.peek().jobs.values().collect::<Vec<_>>()),
                Effect::Print(card, printer) => self.print(&card, printer),
            }
        }
    }

    fn print(self, card: &Card, printer: Printer) {
        let order = &card.order;
        let key = Key {
            order: order.id,
            printer: printer.address.clone(),
        };
        let ticket = ticket(order, &self.zone.peek(), printer.roll);
        spawn_forever(async move {
            let outcome = send(ticket, printer).await;
            self.apply(Event::Done(key, outcome));
        });
    }

    /// Prints a ticket once more. An order that is not on the board any more is fetched.
    pub fn again(self, board: BoardHandle, key: Key) {
        if let Some(view) = board.card(key.order) {
            self.apply(Event::Print(view.card, key.printer));
            return;
        }
        let place = board.place();
        spawn_forever(async move {
            match self.calls.client().board(place).get(key.order).await {
                Ok(card) => self.apply(Event::Print(Card::new(card), key.printer)),
                Err(error) => {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "the order of a ticket is not here"
                    );
                    self.apply(Event::Done(key, Err(Trouble::NoOrder)));
                }
            }
        });
    }

    /// Prints something to see whether the printer does.
    pub async fn test(printer: Printer, at: Timestamp) -> Result<(), Trouble> {
        let lines = sample(&printer, at);
        let once = Printer { copies: 1, ..printer };
        send(lines, once).await
    }
}

/// The ticket of an order in the language of the app.
fn ticket(order: &Order, zone: &str, roll: Roll) -> Vec<Line> {
    lines(order, &Texts::of(order, zone), roll)
}

/// What a test prints: the letters of every language that tickets may hold.
fn sample(printer: &Printer, at: Timestamp) -> Vec<Line> {
    let formats = foodwala_ui::format::formats();
    let zone = device::time_zone();
    vec![
        Line::Centre(t!("shell-brand")),
        Line::Headline(t!("print-sample")),
        Line::Plain(format!("{} {}", formats.date(at, &zone), formats.time(at, &zone))),
        Line::Plain(printer.address.clone()),
        Line::Rule,
        Line::Sum("Käse €".to_owned(), "80.00".to_owned()),
        Line::Bold("नमस्ते".to_owned()),
        Line::Bold("شكرًا".to_owned()),
    ]
}

fn keep(key: &str, value: &impl serde::Serialize) {
    match serde_json::to_string(value) {
        Ok(text) if device::storage::set(key, &text) => {}
        Ok(_) => tracing::error!(key, "the device does not keep what is printed"),
        Err(error) => tracing::error!(key, error = &error as &dyn std::error::Error, "this cannot be written"),
    }
}

fn kept<T: serde::de::DeserializeOwned>(key: &str) -> Vec<T> {
    let text = device::storage::get(key).unwrap_or_else(|| "[]".to_owned());
    serde_json::from_str(&text).unwrap_or_else(|error| {
        tracing::error!(
            key,
            error = &error as &dyn std::error::Error,
            "what the device kept cannot be read"
        );
        Vec::new()
    })
}

/// Gives everything below printing. Call once, in the app's root.
pub fn use_printing_provider() {
    let calls = use_calls();
    use_hook(|| {
        let printing = PrintingHandle {
            state: Signal::new(Printing::default()),
            zone: CopyValue::new(device::time_zone()),
            calls,
        };
        printing.apply(Event::Kept(kept::<Printer>(PRINTERS), kept::<Job>(TICKETS)));
        provide_context(printing)
    });
}

/// Printing.
pub fn use_printing() -> PrintingHandle {
    use_context()
}

/// Prints by itself what is taken at the restaurant that is shown.
pub fn use_automatic_printing(board: BoardHandle, shop: Shop) {
    let printing = use_printing();
    use_effect(move || {
        let mut zone = printing.zone;
        zone.set(shop.zone());
        let orders = taken(board);
        if printing
            .state
            .peek()
            .printers
            .iter()
            .any(|printer| printer.automatic.is_some())
        {
            printing.apply(Event::Taken(orders));
        }
    });
}

/// The orders of a board that somebody has taken, here or elsewhere, and that are still to be cooked.
pub fn taken(board: BoardHandle) -> Vec<Taken> {
    let cooked = |status| matches!(status, OrderStatus::Accepted | OrderStatus::Preparing);
    let views = board.views().into_iter().filter(|view| cooked(view.status));
    let orders = views.map(|view| {
        let history = &view.card.order.history;
        let step = history.iter().find(|step| step.status == OrderStatus::Accepted);
        Taken {
            // What is on its way to the platform was taken just now.
            at: step.map_or_else(device::now, |step| step.at),
            card: view.card,
        }
    });
    orders.collect()
}
