//! Messages: all sent, each handled by everybody who handles its type, none given up on.

use super::{Books, Finding};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use uuid::Uuid;

pub(super) fn check(books: &Books, findings: &mut Vec<Finding>) {
    let unsent = books.messages.iter().filter(|message| !message.sent);
    findings.extend(unsent.map(|message| Finding::Unsent {
        schema: message.schema,
        message: message.id,
    }));
    inboxes(books, findings);
    let dead = books.dead.iter().cloned();
    findings.extend(dead.map(|(queue, fault)| Finding::Dead { queue, fault }));
    if books.unprojected > 0 {
        findings.push(Finding::Unprojected {
            documents: books.unprojected,
        });
    }
}

/// Which types a consumer handles shows in what it has handled: then it must have handled all of those types.
fn inboxes(books: &Books, findings: &mut Vec<Finding>) {
    let kinds: HashMap<Uuid, &str> = books
        .messages
        .iter()
        .map(|message| (message.id, message.kind.as_str()))
        .collect();
    let mut of_kind: HashMap<&str, Vec<Uuid>> = HashMap::new();
    for message in &books.messages {
        of_kind.entry(&message.kind).or_default().push(message.id);
    }
    let mut handled: BTreeMap<&str, HashSet<Uuid>> = BTreeMap::new();
    for (consumer, message) in &books.inbox {
        handled.entry(consumer).or_default().insert(*message);
        if !kinds.contains_key(message) {
            findings.push(Finding::Unfounded {
                consumer: consumer.clone(),
                message: *message,
            });
        }
    }
    for (consumer, handled) in handled {
        let types: BTreeSet<&str> = handled
            .iter()
            .filter_map(|message| kinds.get(message).copied())
            .collect();
        for message in types.into_iter().flat_map(|kind| &of_kind[kind]) {
            if !handled.contains(message) {
                findings.push(Finding::Unhandled {
                    consumer: consumer.to_owned(),
                    message: *message,
                });
            }
        }
    }
}
