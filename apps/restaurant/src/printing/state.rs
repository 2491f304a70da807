//! Which tickets were printed where, without a renderer. An order is printed by itself once by each printer, and what was not
//! printed is known until somebody has seen to it.

use super::printer::Printer;
use crate::board::Card;
use foodwala_sdk::{OrderId, RestaurantId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many tickets are remembered. Only orders that are still on a board can be printed by themselves, so that the oldest
/// may be forgotten.
const REMEMBERED: usize = 1_000;

/// A ticket at a printer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key {
    /// Of which order.
    pub order: OrderId,
    /// The printer's address.
    pub printer: String,
}

/// Why a ticket was not printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// There is no such address.
    Address,
    /// The printer does not answer.
    Silent,
    /// It stopped in the middle: some of it may be on paper.
    Broken,
    /// The window was closed meanwhile: it may be on paper, or not.
    Unknown,
    /// The order itself could not be fetched.
    NoOrder,
}

/// What became of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// On its way.
    Sending,
    /// The printer has it.
    Printed,
    /// It was not printed.
    Failed(Trouble),
    /// It is not to be printed: taken before the printer was told to, or somebody has let it be.
    Passed,
}

/// A ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// Which, and where.
    pub key: Key,
    /// At which restaurant.
    pub place: RestaurantId,
    /// The order's number.
    pub number: String,
    /// What became of it.
    pub progress: Progress,
}

/// An order that somebody has taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// The order.
    pub card: Card,
    /// When it was taken.
    pub at: Timestamp,
}

/// Everything about printing on this device.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Printing {
    /// The printers.
    pub printers: Vec<Printer>,
    /// The tickets.
    pub jobs: BTreeMap<Key, Job>,
}

/// What happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// What the device kept.
    Kept(Vec<Printer>, Vec<Job>),
    /// The orders that are taken now.
    Taken(Vec<Taken>),
    /// Somebody wants a ticket.
    Print(Card, String),
    /// The printer has a ticket, or not.
    Done(Key, Result<(), Trouble>),
    /// Somebody lets a ticket be.
    Pass(Key),
    /// A new printer.
    Add(Printer),
    /// A printer is set otherwise.
    Set(Printer),
    /// A printer goes.
    Remove(String),
    /// A printer is to print by itself from now on, but not what is taken already.
    Automatic(String, Timestamp, Vec<Taken>),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Keep the printers.
    KeepPrinters,
    /// Keep the tickets. It comes before they are sent: whatever happens then, none is printed twice by itself.
    KeepJobs,
    /// Print a ticket.
    Print(Card, Printer),
}

impl Printing {
    /// Tickets of a restaurant that were not printed.
    pub fn troubles(&self, place: RestaurantId) -> impl Iterator<Item = (&Job, Trouble)> {
        self.jobs.values().filter_map(move |job| match job.progress {
            Progress::Failed(trouble) if job.place == place => Some((job, trouble)),
            _ => None,
        })
    }

    /// What became of an order's ticket at a printer.
    #[must_use]
    pub fn progress(&self, order: OrderId, printer: &str) -> Option<Progress> {
        let key = Key {
            order,
            printer: printer.to_owned(),
        };
        self.jobs.get(&key).map(|job| job.progress)
    }

    fn note(&mut self, card: &Card, printer: &str, progress: Progress) {
        let key = Key {
            order: card.order.id,
            printer: printer.to_owned(),
        };
        let job = Job {
            key: key.clone(),
            place: card.order.restaurant_id,
            number: card.order.number.clone(),
            progress,
        };
        self.jobs.insert(key, job);
        // Ids begin with their time.
        while self.jobs.len() > REMEMBERED {
            self.jobs.pop_first();
        }
    }

    fn set(&mut self, key: &Key, progress: Progress) -> Vec<Effect> {
        let Some(job) = self.jobs.get_mut(key) else {
            return Vec::new();
        };
        job.progress = progress;
        vec![Effect::KeepJobs]
    }
}

/// Takes an event in.
pub fn reduce(state: &mut Printing, event: Event) -> Vec<Effect> {
    match event {
        Event::Kept(printers, jobs) => {
            state.printers = printers;
            state.jobs = jobs.into_iter().map(|job| (job.key.clone(), job)).collect();
            for job in state.jobs.values_mut() {
                if job.progress == Progress::Sending {
                    job.progress = Progress::Failed(Trouble::Unknown);
                }
            }
            Vec::new()
        }
        Event::Taken(orders) => {
            let mut due = Vec::new();
            for Taken { card, at } in &orders {
                for printer in &state.printers {
                    if printer.prints(*at) && state.progress(card.order.id, &printer.address).is_none() {
                        due.push((card.clone(), printer.clone()));
                    }
                }
            }
            send(state, due)
        }
        Event::Print(card, address) => {
            let printer = state.printers.iter().find(|printer| printer.address == address);
            let is_under_way = state.progress(card.order.id, &address) == Some(Progress::Sending);
            match printer.filter(|_| !is_under_way).cloned() {
                Some(printer) => send(state, vec![(card, printer)]),
                None => Vec::new(),
            }
        }
        Event::Done(key, Ok(())) => state.set(&key, Progress::Printed),
        Event::Done(key, Err(trouble)) => state.set(&key, Progress::Failed(trouble)),
        Event::Pass(key) => state.set(&key, Progress::Passed),
        Event::Add(printer) => {
            state.printers.push(printer);
            vec![Effect::KeepPrinters]
        }
        Event::Set(changed) => {
            let known = state.printers.iter_mut().find(|known| known.address == changed.address);
            match known {
                Some(known) => {
                    *known = changed;
                    vec![Effect::KeepPrinters]
                }
                None => Vec::new(),
            }
        }
        Event::Remove(address) => {
            state.printers.retain(|printer| printer.address != address);
            // Nobody can see to them any more.
            for job in state.jobs.values_mut().filter(|job| job.key.printer == address) {
                if matches!(job.progress, Progress::Failed(_)) {
                    job.progress = Progress::Passed;
                }
            }
            vec![Effect::KeepPrinters, Effect::KeepJobs]
        }
        Event::Automatic(address, since, taken) => {
            let Some(printer) = state.printers.iter_mut().find(|printer| printer.address == address) else {
                return Vec::new();
            };
            printer.automatic = Some(since);
            for Taken { card, .. } in taken {
                if state.progress(card.order.id, &address).is_none() {
                    state.note(&card, &address, Progress::Passed);
                }
            }
            vec![Effect::KeepJobs, Effect::KeepPrinters]
        }
    }
}

fn send(state: &mut Printing, due: Vec<(Card, Printer)>) -> Vec<Effect> {
    if due.is_empty() {
        return Vec::new();
    }
    for (card, printer) in &due {
        state.note(card, &printer.address, Progress::Sending);
    }
    let print = due.into_iter().map(|(card, printer)| Effect::Print(card, printer));
    std::iter::once(Effect::KeepJobs).chain(print).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{card, noon, place};
    use foodwala_sdk::contract::orders::OrderStatus;

    fn taken(order: u128) -> Taken {
        Taken {
            card: Card::new(card(order, OrderStatus::Accepted)),
            at: noon(),
        }
    }

    fn printing() -> Printing {
        let mut state = Printing::default();
        reduce(&mut state, Event::Add(Printer::new("counter".to_owned())));
        let automatic = Printer {
            automatic: Some(noon()),
            ..Printer::new("kitchen".to_owned())
        };
        reduce(&mut state, Event::Add(automatic));
        state
    }

    fn printed(effects: &[Effect]) -> Vec<(String, String)> {
        let print = |effect: &Effect| match effect {
            Effect::Print(card, printer) => Some((card.order.number.clone(), printer.address.clone())),
            _ => None,
        };
        effects.iter().filter_map(print).collect()
    }

    fn key(order: u128, printer: &str) -> Key {
        Key {
            order: card(order, OrderStatus::Accepted).order.id,
            printer: printer.to_owned(),
        }
    }

    #[test]
    fn what_is_taken_is_printed_once_by_the_printer_that_does_so() {
        let mut state = printing();
        let effects = reduce(&mut state, Event::Taken(vec![taken(1)]));
        assert_eq!(effects.first(), Some(&Effect::KeepJobs), "noted before it is sent");
        assert_eq!(printed(&effects), [("K7Q1M".to_owned(), "kitchen".to_owned())]);
        assert!(reduce(&mut state, Event::Taken(vec![taken(1)])).is_empty());
        reduce(&mut state, Event::Done(key(1, "kitchen"), Err(Trouble::Silent)));
        assert!(
            reduce(&mut state, Event::Taken(vec![taken(1)])).is_empty(),
            "what went wrong is not repeated unasked"
        );
        assert_eq!(state.troubles(place()).count(), 1);
    }

    #[test]
    fn somebody_can_print_again_and_let_it_be() {
        let mut state = printing();
        reduce(&mut state, Event::Taken(vec![taken(1)]));
        let again = Event::Print(taken(1).card, "kitchen".to_owned());
        assert!(reduce(&mut state, again.clone()).is_empty(), "it is on its way");
        reduce(&mut state, Event::Done(key(1, "kitchen"), Err(Trouble::Broken)));
        assert_eq!(printed(&reduce(&mut state, again.clone())).len(), 1);
        reduce(&mut state, Event::Done(key(1, "kitchen"), Ok(())));
        assert_eq!(state.troubles(place()).count(), 0);
        assert_eq!(
            printed(&reduce(&mut state, again)).len(),
            1,
            "another one of what is on paper"
        );
        reduce(&mut state, Event::Done(key(1, "kitchen"), Err(Trouble::Silent)));
        reduce(&mut state, Event::Pass(key(1, "kitchen")));
        assert_eq!(state.troubles(place()).count(), 0);
        assert!(reduce(&mut state, Event::Taken(vec![taken(1)])).is_empty());
    }

    #[test]
    fn a_window_that_was_closed_meanwhile_does_not_know_and_says_so() {
        let mut state = printing();
        reduce(&mut state, Event::Taken(vec![taken(1)]));
        let (printers, jobs) = (state.printers.clone(), state.jobs.values().cloned().collect());
        let mut later = Printing::default();
        assert!(reduce(&mut later, Event::Kept(printers, jobs)).is_empty());
        let troubles: Vec<Trouble> = later.troubles(place()).map(|(_, trouble)| trouble).collect();
        assert_eq!(troubles, [Trouble::Unknown]);
        assert!(reduce(&mut later, Event::Taken(vec![taken(1)])).is_empty());
    }

    #[test]
    fn a_printer_begins_with_what_is_taken_next() {
        let mut state = printing();
        let begin = Event::Automatic("counter".to_owned(), noon(), vec![taken(1)]);
        reduce(&mut state, begin);
        let effects = reduce(&mut state, Event::Taken(vec![taken(1), taken(2)]));
        let at_the_counter: Vec<_> = printed(&effects)
            .into_iter()
            .filter(|(_, printer)| printer == "counter")
            .collect();
        assert_eq!(at_the_counter, [("K7Q2M".to_owned(), "counter".to_owned())]);
    }

    #[test]
    fn only_so_many_tickets_are_remembered() {
        let mut state = printing();
        let orders = (1..=1_005).map(taken).collect();
        reduce(&mut state, Event::Taken(orders));
        assert_eq!(state.jobs.len(), 1_000);
        assert!(!state.jobs.contains_key(&key(1, "kitchen")));
    }
}
