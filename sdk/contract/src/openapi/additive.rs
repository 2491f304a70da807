//! The rule that the public document only grows: what a client relies on today is there tomorrow.

use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Who reads a schema's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reader {
    /// The platform: a request. It must go on accepting what it accepted.
    Platform,
    /// The client: a response or an event. It must go on getting what it got.
    Client,
}

/// What `new` breaks for a client written against `old`; empty if it only adds. Both are OpenAPI 3.1 documents.
///
/// Broken are: an operation, event, parameter, property or enum value that is gone or has another type; a new required
/// parameter or request property; a response property that was always there and no longer is.
pub fn breaking_changes(old: &Value, new: &Value) -> Vec<String> {
    let mut check = Check {
        old,
        new,
        seen: BTreeSet::new(),
        found: Vec::new(),
    };
    for section in ["paths", "webhooks"] {
        for (path, methods) in entries(&old[section]) {
            for (method, operation) in entries(methods) {
                let place = format!("{method} {path}");
                match new[section].get(path).and_then(|methods| methods.get(method)) {
                    Some(now) if section == "paths" => check.operation(&place, operation, now),
                    Some(now) => check.body(&place, Reader::Client, &operation["requestBody"], &now["requestBody"]),
                    None => check.found.push(format!("{place}: removed")),
                }
            }
        }
    }
    check.found
}

struct Check<'a> {
    old: &'a Value,
    new: &'a Value,
    /// Pairs of named schemas that were compared; also ends recursion.
    seen: BTreeSet<(Reader, &'a str, &'a str)>,
    found: Vec<String>,
}

impl<'a> Check<'a> {
    fn operation(&mut self, place: &str, old: &'a Value, new: &'a Value) {
        if old["operationId"] != new["operationId"] {
            self.found.push(format!("{place}: operationId changed"));
        }
        self.parameters(place, old, new);
        let was_body_required = old["requestBody"]["required"] == true;
        if new["requestBody"]["required"] == true && !was_body_required {
            self.found.push(format!("{place}: a body is now required"));
        }
        self.body(
            &format!("{place} request"),
            Reader::Platform,
            &old["requestBody"],
            &new["requestBody"],
        );
        for (status, response) in entries(&old["responses"]).filter(|(status, _)| status.starts_with('2')) {
            let place = format!("{place} {status}");
            match new["responses"].get(status) {
                Some(now) => self.body(&place, Reader::Client, response, now),
                None => self.found.push(format!("{place}: removed")),
            }
        }
    }

    fn parameters(&mut self, place: &str, old: &'a Value, new: &'a Value) {
        let before = parameters(self.old, old);
        let after = parameters(self.new, new);
        for (key, parameter) in &before {
            match after.get(key) {
                Some(now) => {
                    let place = format!("{place} {} {}", key.0, key.1);
                    if now["required"] == true && parameter["required"] != true {
                        self.found.push(format!("{place}: now required"));
                    }
                    self.schema(&place, Reader::Platform, &parameter["schema"], &now["schema"]);
                }
                None => self.found.push(format!("{place} {} {}: removed", key.0, key.1)),
            }
        }
        for (key, _) in after
            .iter()
            .filter(|(key, now)| now["required"] == true && !before.contains_key(*key))
        {
            self.found
                .push(format!("{place} {} {}: new and required", key.0, key.1));
        }
    }

    fn body(&mut self, place: &str, reader: Reader, old: &'a Value, new: &'a Value) {
        for (media, content) in entries(&old["content"]) {
            match new["content"].get(media) {
                Some(now) => self.schema(place, reader, &content["schema"], &now["schema"]),
                None => self.found.push(format!("{place}: no longer {media}")),
            }
        }
    }

    fn schema(&mut self, place: &str, reader: Reader, old: &'a Value, new: &'a Value) {
        let (old_name, new_name) = (old["$ref"].as_str(), new["$ref"].as_str());
        if let (Some(old_name), Some(new_name)) = (old_name, new_name)
            && !self.seen.insert((reader, old_name, new_name))
        {
            return;
        }
        // Two places may hold the same named schema; naming it tells more than the first place that led there.
        let place = old_name
            .and_then(|name| name.rsplit('/').next())
            .map_or(place, |name| name);
        let (old, new) = (resolve(self.old, old), resolve(self.new, new));
        self.types(place, old, new);
        self.values(place, old, new);
        self.properties(place, reader, old, new);
        self.variants(place, reader, old, new);
        for inner in ["items", "additionalProperties"] {
            if let (Some(old), Some(new)) = (old.get(inner), new.get(inner)) {
                self.schema(&format!("{place}[]"), reader, old, new);
            }
        }
    }

    fn types(&mut self, place: &str, old: &Value, new: &Value) {
        let (before, after) = (types(old), types(new));
        if !before.is_empty() && !before.is_subset(&after) && !after.is_empty() {
            self.found.push(format!("{place}: was {before:?}, is {after:?}"));
        }
    }

    fn values(&mut self, place: &str, old: &Value, new: &Value) {
        let (before, after) = (values(old), values(new));
        // A schema without listed values takes any.
        if !after.is_empty() {
            for value in before.difference(&after) {
                self.found.push(format!("{place}: value {value} removed"));
            }
        }
    }

    fn properties(&mut self, place: &str, reader: Reader, old: &'a Value, new: &'a Value) {
        for (name, property) in entries(&old["properties"]) {
            let place = format!("{place}.{name}");
            match new["properties"].get(name) {
                Some(now) => self.schema(&place, reader, property, now),
                None => self.found.push(format!("{place}: removed")),
            }
        }
        let (before, after) = (required(old), required(new));
        match reader {
            Reader::Platform => {
                for name in after.difference(&before) {
                    self.found.push(format!("{place}.{name}: now required in requests"));
                }
            }
            Reader::Client => {
                for name in before
                    .difference(&after)
                    .filter(|name| new["properties"].get(**name).is_some())
                {
                    self.found.push(format!("{place}.{name}: no longer always there"));
                }
            }
        }
    }

    /// Variants of a tagged enum, or a type and null.
    fn variants(&mut self, place: &str, reader: Reader, old: &'a Value, new: &'a Value) {
        for choice in ["oneOf", "anyOf"] {
            let (Some(before), Some(after)) = (old[choice].as_array(), new[choice].as_array()) else {
                continue;
            };
            for variant in before {
                // Variants that are single values were compared as values.
                let Some(key) = variant_key(variant) else { continue };
                match after.iter().find(|now| variant_key(now).as_ref() == Some(&key)) {
                    Some(now) => self.schema(&format!("{place}({key})"), reader, variant, now),
                    None => self.found.push(format!("{place}({key}): removed")),
                }
            }
        }
    }
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

fn resolve<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let target = value["$ref"].as_str().and_then(|target| target.strip_prefix('#'));
    target.and_then(|pointer| document.pointer(pointer)).unwrap_or(value)
}

fn parameters<'a>(document: &'a Value, operation: &'a Value) -> BTreeMap<(&'a str, &'a str), &'a Value> {
    operation["parameters"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|parameter| resolve(document, parameter))
        .map(|parameter| {
            let text = |key: &str| parameter[key].as_str().unwrap_or_default();
            ((text("in"), text("name")), parameter)
        })
        .collect()
}

fn strings(value: &Value) -> BTreeSet<&str> {
    match value {
        Value::String(one) => BTreeSet::from([one.as_str()]),
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => BTreeSet::new(),
    }
}

fn types(schema: &Value) -> BTreeSet<&str> {
    strings(&schema["type"])
}

fn required(schema: &Value) -> BTreeSet<&str> {
    strings(&schema["required"])
}

/// The values a schema lists: by `enum`, by `const`, or by a choice of such.
fn values(schema: &Value) -> BTreeSet<String> {
    let mut values: BTreeSet<String> = schema["enum"]
        .as_array()
        .into_iter()
        .flatten()
        .map(Value::to_string)
        .collect();
    values.extend(schema.get("const").map(Value::to_string));
    for variant in schema["oneOf"].as_array().into_iter().flatten() {
        values.extend(self::values(variant));
    }
    values
}

/// What tells a variant from the others of its enum.
fn variant_key(variant: &Value) -> Option<String> {
    if let Some(name) = variant["$ref"].as_str().and_then(|target| target.rsplit('/').next()) {
        return Some(name.to_owned());
    }
    let tag = entries(&variant["properties"]).find_map(|(name, property)| Some((name, property.get("const")?)));
    if let Some((name, value)) = tag {
        return Some(format!("{name}={value}"));
    }
    if variant.get("const").is_some() || variant.get("enum").is_some() {
        return None;
    }
    Some(types(variant).into_iter().collect::<Vec<_>>().join("|"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn document() -> Value {
        let schema = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
        let body = |name: &str| json!({"content": {"application/json": {"schema": schema(name)}}});
        json!({
            "paths": {"/v1/orders": {"post": {
                "operationId": "orders.place",
                "parameters": [{"name": "limit", "in": "query", "required": false, "schema": {"type": "integer"}}],
                "requestBody": body("Basket"),
                "responses": {"201": body("Order")},
            }}},
            "webhooks": {"order.placed": {"post": {"requestBody": body("Order")}}},
            "components": {"schemas": {
                "Basket": {"type": "object", "required": ["lines"], "properties": {
                    "lines": {"type": "array", "items": {"type": "string"}},
                    "note": {"type": ["string", "null"]},
                }},
                "Order": {"type": "object", "required": ["id", "status"], "properties": {
                    "id": {"type": "string"},
                    "status": schema("Status"),
                    "parent": schema("Order"),
                    "fulfilment": {"oneOf": [
                        {"type": "object", "properties": {"type": {"const": "delivery"}, "door": {"type": "string"}}},
                        {"type": "object", "properties": {"type": {"const": "pickup"}}},
                    ]},
                }},
                "Status": {"oneOf": [{"const": "placed"}, {"type": "string", "enum": ["ready", "done"]}]},
            }},
        })
    }

    /// What is found after replacing the value at a pointer (`null` removes it).
    fn after(pointer: &str, value: Value) -> Vec<String> {
        let old = document();
        let mut new = document();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let parent = new.pointer_mut(parent).unwrap();
        match (parent, value) {
            (Value::Object(object), Value::Null) => {
                object.remove(&key.replace("~1", "/")).unwrap();
            }
            (Value::Array(items), Value::Null) => {
                items.remove(key.parse().unwrap());
            }
            (Value::Object(object), value) => {
                object.insert(key.replace("~1", "/"), value);
            }
            (parent, value) => parent[key.parse::<usize>().unwrap()] = value,
        }
        breaking_changes(&old, &new)
    }

    #[test]
    fn additions_are_fine() {
        assert_eq!(breaking_changes(&document(), &document()), Vec::<String>::new());
        assert_eq!(breaking_changes(&json!({}), &document()), Vec::<String>::new());
        let schemas = "/components/schemas";
        let none = Vec::<String>::new();
        assert_eq!(after("/paths/~1v1~1new", json!({"get": {}})), none);
        assert_eq!(
            after(&format!("{schemas}/Order/properties/note"), json!({"type": "string"})),
            none
        );
        assert_eq!(
            after(&format!("{schemas}/Basket/properties/tip"), json!({"type": "integer"})),
            none
        );
        assert_eq!(
            after(
                &format!("{schemas}/Status/oneOf/1/enum"),
                json!(["ready", "done", "late"])
            ),
            none
        );
        assert_eq!(
            after(&format!("{schemas}/Order/required"), json!(["id", "status", "parent"])),
            none
        );
        assert_eq!(after(&format!("{schemas}/Basket/required"), json!([])), none);
    }

    #[test]
    fn what_is_gone_is_found() {
        let schemas = "/components/schemas";
        assert_eq!(
            after("/paths/~1v1~1orders/post", Value::Null),
            ["post /v1/orders: removed"]
        );
        assert_eq!(
            after("/webhooks/order.placed", Value::Null),
            ["post order.placed: removed"]
        );
        assert_eq!(
            after("/paths/~1v1~1orders/post/parameters/0", Value::Null),
            ["post /v1/orders query limit: removed"]
        );
        assert_eq!(
            after("/paths/~1v1~1orders/post/responses/201", Value::Null),
            ["post /v1/orders 201: removed"]
        );
        assert_eq!(
            after(&format!("{schemas}/Order/properties/parent"), Value::Null),
            ["Order.parent: removed"]
        );
        assert_eq!(
            after(&format!("{schemas}/Status/oneOf/0"), Value::Null),
            ["Status: value \"placed\" removed"]
        );
        assert_eq!(
            after(&format!("{schemas}/Status/oneOf/1/enum"), json!(["ready"])),
            ["Status: value \"done\" removed"]
        );
        assert_eq!(
            after(&format!("{schemas}/Order/properties/fulfilment/oneOf/1"), Value::Null),
            ["Order.fulfilment(type=\"pickup\"): removed"]
        );
        assert_eq!(
            after(
                &format!("{schemas}/Order/properties/fulfilment/oneOf/0/properties/door"),
                Value::Null
            ),
            ["Order.fulfilment(type=\"delivery\").door: removed"]
        );
    }

    #[test]
    fn what_is_asked_for_anew_is_found() {
        let schemas = "/components/schemas";
        assert_eq!(
            after(&format!("{schemas}/Basket/required"), json!(["lines", "note"])),
            ["Basket.note: now required in requests"]
        );
        let parameter =
            |name: &str| json!({"name": name, "in": "query", "required": true, "schema": {"type": "integer"}});
        let place = "/paths/~1v1~1orders/post/parameters";
        assert_eq!(
            after(&format!("{place}/0"), parameter("limit")),
            ["post /v1/orders query limit: now required"]
        );
        assert_eq!(
            after(&format!("{place}/0"), parameter("page")),
            [
                "post /v1/orders query limit: removed",
                "post /v1/orders query page: new and required"
            ]
        );
    }

    #[test]
    fn what_changes_its_nature_is_found() {
        let schemas = "/components/schemas";
        assert_eq!(
            after(&format!("{schemas}/Order/properties/id"), json!({"type": "integer"})),
            ["Order.id: was {\"string\"}, is {\"integer\"}"]
        );
        assert_eq!(
            after(&format!("{schemas}/Order/required"), json!(["id"])),
            ["Order.status: no longer always there"]
        );
        assert_eq!(
            after(
                &format!("{schemas}/Basket/properties/lines/items"),
                json!({"type": "integer"})
            ),
            ["Basket.lines[]: was {\"string\"}, is {\"integer\"}"]
        );
    }
}
