//! The OpenAPI 3.1 document, generated from the endpoint and event types; and the rule that it only grows.

mod additive;
mod operation;
mod webhooks;

pub use additive::breaking_changes;

use crate::{Problem, access::Scope, all_endpoints};
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value, json};

/// Collects operations and the schemas they use.
pub struct Describe {
    schemas: SchemaGenerator,
    paths: Map<String, Value>,
    problems: Map<String, Value>,
}

/// The OpenAPI 3.1 document of the whole platform. The same contract always gives the same document.
pub fn document() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut describe = Describe {
        schemas: settings.into_generator(),
        paths: Map::new(),
        problems: Map::new(),
    };
    describe.schemas.subschema_for::<Problem>();
    for endpoint in all_endpoints() {
        (endpoint.describe)(&mut describe);
    }
    let webhooks = webhooks::webhooks(&mut describe.schemas);
    let schemas = describe.schemas.take_definitions(true);
    let mut document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "FoodWala",
            "version": "1",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            "description": concat!(
                "Order food, cook it, bring it.\n\n",
                "Errors are `application/problem+json` with a stable `code`. Money is integer minor units, times are ",
                "RFC 3339 in UTC, ids are UUIDv7. Lists come in pages with `next_cursor`. A request may carry ",
                "`X-Request-Id` and a W3C `traceparent`; every answer names its `X-Request-Id`. Texts in bodies may hold ",
                "line ends and tabs, but no other control characters. Ignore properties, ",
                "enum values and event types that you do not know: further ones may be added.",
            ),
        },
        "servers": [{"url": "/"}],
        "tags": tags(),
        "paths": describe.paths,
        "webhooks": webhooks,
        "components": {
            "schemas": schemas,
            "parameters": operation::shared_parameters(),
            "headers": operation::shared_headers(),
            "responses": describe.problems,
            "securitySchemes": security_schemes(),
        },
    });
    // Does nothing unless a crate of the build turned on serde_json's `preserve_order`.
    document.sort_all_objects();
    document
}

fn tags() -> Vec<Value> {
    let mut names: Vec<&str> = all_endpoints().map(|endpoint| endpoint.service).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(|name| json!({"name": name})).collect()
}

fn security_schemes() -> Value {
    let scopes: Map<String, Value> = Scope::ALL
        .iter()
        .map(|scope| {
            let meaning = match scope {
                Scope::BoardRead => "Read the order board of its restaurants",
                Scope::BoardWrite => "Act on orders of its restaurants",
                Scope::MenuWrite => "Publish menus and availability of its restaurants",
            };
            (scope.as_str().to_owned(), meaning.into())
        })
        .collect();
    json!({
        "bearer": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "The access token of a person's session.",
        },
        "client": {
            "type": "oauth2",
            "description": "The access token of an API client.",
            "flows": {"clientCredentials": {"tokenUrl": "/v1/oauth/token", "scopes": scopes}},
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::BTreeSet, path::PathBuf};

    const REFRESH: &str = "refresh it with \
        `UPDATE_OPENAPI=1 cargo test -p foodwala-contract --all-features openapi` \
        or `foodwala openapi > docs/openapi.json`";

    fn committed_path() -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json")
    }

    /// One test, because the order matters: what breaks is refused before the document is overwritten.
    #[test]
    fn the_committed_document_is_this_one_and_only_grows() {
        let update = std::env::var("UPDATE_OPENAPI").unwrap_or_default();
        let document = document();
        let text = format!("{document:#}\n");
        let committed = std::fs::read_to_string(committed_path()).unwrap_or_default();
        let before = serde_json::from_str(&committed).unwrap_or_else(|_| json!({}));
        if update != "breaking" {
            let breaks = breaking_changes(&before, &document);
            assert!(
                breaks.is_empty(),
                "docs/openapi.json promises what this contract no longer keeps:\n  {}\n\
                 Add instead of changing; before a first release, UPDATE_OPENAPI=breaking overwrites it.",
                breaks.join("\n  ")
            );
        }
        if update.is_empty() {
            assert!(
                committed == text,
                "docs/openapi.json is not the document of this contract: {REFRESH}"
            );
        } else {
            std::fs::write(committed_path(), text).unwrap();
        }
    }

    #[test]
    fn the_document_is_the_same_every_time() {
        assert_eq!(document().to_string(), document().to_string());
    }

    #[test]
    fn every_endpoint_is_an_operation() {
        let document = document();
        let operations: BTreeSet<&str> = document["paths"]
            .as_object()
            .unwrap()
            .values()
            .flat_map(|path| path.as_object().unwrap().values())
            .map(|operation| operation["operationId"].as_str().unwrap())
            .collect();
        assert_eq!(operations, all_endpoints().map(|endpoint| endpoint.id).collect());
    }

    #[test]
    fn every_reference_leads_somewhere() {
        fn visit(value: &Value, document: &Value) {
            match value {
                Value::Object(object) => {
                    if let Some(Value::String(target)) = object.get("$ref") {
                        let pointer = target.strip_prefix('#').unwrap();
                        assert!(document.pointer(pointer).is_some(), "{target} is dangling");
                    }
                    object.values().for_each(|value| visit(value, document));
                }
                Value::Array(items) => items.iter().for_each(|value| visit(value, document)),
                _ => {}
            }
        }
        let document = document();
        visit(&document, &document);
    }

    #[test]
    fn an_operation_says_what_it_takes_and_gives() {
        let document = document();
        let publish = &document["paths"]["/v1/restaurants/{restaurant_id}/menu"]["put"];
        assert_eq!(publish["summary"], "Publishes a menu, whole.");
        assert_eq!(publish["parameters"][0]["name"], "restaurant_id");
        assert_eq!(publish["parameters"][1]["$ref"], "#/components/parameters/IfMatch");
        assert_eq!(publish["security"], json!([{"bearer": []}, {"client": ["menu:write"]}]));
        assert_eq!(
            publish["x-foodwala-access"],
            json!({"staff": ["owner", "manager"], "scope": "menu:write"})
        );
        assert!(publish["responses"]["200"]["headers"]["ETag"].is_object());
        assert_eq!(
            publish["responses"]["412"]["$ref"],
            "#/components/responses/precondition_failed"
        );
        assert_eq!(
            document["components"]["responses"]["precondition_failed"]["x-foodwala-codes"],
            json!(["precondition_failed"])
        );

        let place = &document["paths"]["/v1/orders"]["post"];
        assert_eq!(place["parameters"][0]["$ref"], "#/components/parameters/IdempotencyKey");
        let token = &document["paths"]["/v1/oauth/token"]["post"];
        assert!(token["requestBody"]["content"]["application/x-www-form-urlencoded"].is_object());
        assert_eq!(token["security"], json!([]));
        let follow = &document["paths"]["/v1/orders/{order_id}/events"]["get"];
        assert!(follow["responses"]["200"]["content"]["text/event-stream"].is_object());
        assert_eq!(follow["parameters"][1]["$ref"], "#/components/parameters/LastEventId");
    }
}
