//! The events as OpenAPI webhooks: CloudEvents 1.0 whose `data` is the event's payload.

use super::operation::texts;
use crate::events::*;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

macro_rules! public_events {
    ($($event:ident),+ $(,)?) => {
        /// Every public event as a webhook, by its type.
        pub(super) fn webhooks(schemas: &mut SchemaGenerator) -> Map<String, Value> {
            Map::from_iter([$(($event::TYPE.to_owned(), webhook::<$event>(schemas))),+])
        }
    };
}

public_events! {
    OrderPaymentPending, OrderPaymentFailed, OrderPaymentChanged, OrderScheduled, OrderPlaced, OrderAmended, OrderAccepted, OrderRejected,
    OrderExpired, OrderDelayed, OrderStarted, OrderReady, OrderDispatched, OrderDelivered, OrderCollected,
    OrderCancelled, OrderReviewed, OrderTransitionRefused, PortionsChanged, StaffActionTaken,
    RestaurantChanged, MenuPublished, AvailabilitySet, PromosChanged, OwnersChanged, StaffChanged, DeliveryAssigned,
    AccountRegistered, CustomerChanged, CustomerDeleted,
}

/// Carries a secret between two services; nobody else is ever told of it.
#[cfg(test)]
const INTERNAL: &[&str] = &[PasswordResetRequested::TYPE, DeliveryCodeMade::TYPE];

fn webhook<E: Event + JsonSchema>(schemas: &mut SchemaGenerator) -> Value {
    let data = schemas.subschema_for::<E>();
    // The payload's own documentation is the event's.
    let described = data
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|target| target.rsplit('/').next());
    let doc = described
        .and_then(|name| schemas.definitions().get(name))
        .and_then(|schema| schema["description"].as_str())
        .unwrap_or_default();
    let (summary, description) = texts(doc);
    json!({
        "post": {
            "operationId": E::TYPE,
            "summary": summary,
            "description": description,
            "tags": ["events"],
            "requestBody": {
                "required": true,
                "content": {"application/cloudevents+json": {"schema": {
                    "type": "object",
                    "required": ["specversion", "id", "source", "type", "subject", "time", "data"],
                    "properties": {
                        "specversion": {"const": "1.0"},
                        "id": {"type": "string", "format": "uuid", "description": "The same at every delivery."},
                        "source": {"type": "string", "description": "The service that tells it."},
                        "type": {"const": E::TYPE},
                        "subject": {"type": "string", "description": "What it is about."},
                        "time": {"type": "string", "format": "date-time"},
                        "traceparent": {"type": "string", "description": "W3C trace context."},
                        "data": data,
                    },
                }}},
            },
            "responses": {"2XX": {"description": "Received. Anything else is delivered again."}},
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use schemars::generate::SchemaSettings;

    #[test]
    fn every_event_is_listed() {
        let listed = webhooks(&mut SchemaSettings::draft2020_12().into_generator());
        let sources = [
            include_str!("../events/accounts.rs"),
            include_str!("../events/orders.rs"),
            include_str!("../events/restaurants.rs"),
        ];
        let declared = sources
            .iter()
            .flat_map(|source| source.split('"'))
            .filter(|text| text.starts_with("foodwala."));
        let mut count = 0;
        for event_type in declared {
            assert!(
                listed.contains_key(event_type) != INTERNAL.contains(&event_type),
                "{event_type}"
            );
            count += 1;
        }
        assert_eq!(count, listed.len() + INTERNAL.len());
        assert_eq!(
            listed["foodwala.order.placed.v1"]["post"]["summary"],
            "An order waits for the restaurant: just placed, paid, or due."
        );
    }
}
