//! One operation from one endpoint.

use super::Describe;
use crate::{
    ErrorCode, Method,
    access::Access,
    all_endpoints,
    auth::TokenRequest,
    endpoint::{Answer, Endpoint, EndpointInfo},
};
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};
use std::{any::TypeId, collections::BTreeMap};

impl Describe {
    /// Adds the operation of an endpoint, with the schemas of what it takes and gives.
    pub fn endpoint<E>(&mut self)
    where
        E: Endpoint,
        E::Path: JsonSchema,
        E::Query: JsonSchema,
        E::Request: JsonSchema,
        E::Response: JsonSchema,
    {
        let info = &E::INFO;
        let (summary, description) = texts(info.doc);
        let mut parameters = parameters("path", &E::Path::json_schema(&mut self.schemas));
        // A schema's properties come sorted; a path's parameters are read in the order of the path.
        parameters.sort_by_key(|parameter| parameter["name"].as_str().and_then(|name| info.path.find(name)));
        parameters.extend(self::parameters("query", &E::Query::json_schema(&mut self.schemas)));
        parameters.extend(header_parameters(info));
        let mut operation = json!({
            "operationId": info.id,
            "summary": summary,
            "description": description,
            "tags": [info.service],
            "security": security(&info.access),
            "x-foodwala-access": who(&info.access),
            "responses": self.responses::<E>(info),
        });
        if !parameters.is_empty() {
            operation["parameters"] = parameters.into();
        }
        if TypeId::of::<E::Request>() != TypeId::of::<()>() {
            // OAuth 2.0 fixes the form; everything else is JSON.
            let is_form = TypeId::of::<E::Request>() == TypeId::of::<TokenRequest>();
            let media = if is_form {
                "application/x-www-form-urlencoded"
            } else {
                "application/json"
            };
            let schema = self.schemas.subschema_for::<E::Request>();
            operation["requestBody"] = json!({"required": true, "content": {(media): {"schema": schema}}});
        }
        let path = self.paths.entry(info.path).or_insert_with(|| json!({}));
        path[info.method.as_str().to_ascii_lowercase()] = operation;
    }

    fn responses<E>(&mut self, info: &EndpointInfo) -> Value
    where
        E: Endpoint,
        E::Response: JsonSchema,
    {
        let mut headers = json!({"X-Request-Id": header("RequestId")});
        if has_etag(info) {
            headers["ETag"] = header("ETag");
        }
        let mut success = json!({"description": "Done.", "headers": headers});
        if TypeId::of::<E::Response>() != TypeId::of::<()>() {
            let schema = self.schemas.subschema_for::<E::Response>();
            let (media, description) = match info.answer {
                Answer::Json => ("application/json", "Done."),
                Answer::Events => (
                    "text/event-stream",
                    "Events, each with one JSON document of this schema as its data.",
                ),
            };
            success["description"] = description.into();
            success["content"] = json!({(media): {"schema": schema}});
        }
        let mut responses = Map::from_iter([(info.status.to_string(), success)]);
        let mut by_status = BTreeMap::<u16, Vec<ErrorCode>>::new();
        for code in info.errors() {
            let codes = by_status.entry(code.status()).or_default();
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        for (status, codes) in by_status {
            responses.insert(status.to_string(), self.problem(status, &codes));
        }
        responses.into()
    }

    /// An error answer; small ones are alike in many operations and are kept once.
    fn problem(&mut self, status: u16, codes: &[ErrorCode]) -> Value {
        const KEPT_ONCE: usize = 3;
        if codes.len() > KEPT_ONCE {
            return problem(status, codes);
        }
        let name = codes.iter().map(ErrorCode::as_str).collect::<Vec<_>>().join(".");
        let target = format!("#/components/responses/{name}");
        self.problems.entry(name).or_insert_with(|| problem(status, codes));
        json!({"$ref": target})
    }
}

/// The first sentence, and the whole text.
pub(super) fn texts(doc: &str) -> (String, String) {
    let lines: Vec<&str> = doc.lines().map(str::trim).collect();
    let text = lines.join("\n").trim().to_owned();
    let paragraph = text.split("\n\n").next().unwrap_or(&text).replace('\n', " ");
    let summary = paragraph
        .find(". ")
        .map_or(paragraph.as_str(), |end| &paragraph[..=end])
        .to_owned();
    (summary, text)
}

fn parameters(place: &str, schema: &Schema) -> Vec<Value> {
    let required = schema.get("required").and_then(Value::as_array);
    let Some(Value::Object(properties)) = schema.get("properties") else {
        return Vec::new();
    };
    properties
        .iter()
        .map(|(name, schema)| {
            let mut schema = without_null(schema.clone());
            let description = schema.as_object_mut().and_then(|schema| schema.remove("description"));
            let is_required = place == "path" || required.is_some_and(|names| names.iter().any(|one| one == name));
            let mut parameter = json!({"name": name, "in": place, "required": is_required, "schema": schema});
            if let Some(description) = description {
                parameter["description"] = description;
            }
            parameter
        })
        .collect()
}

/// A parameter that is not wanted is left out, never null.
fn without_null(mut schema: Value) -> Value {
    if let Some(types) = schema.get_mut("type").and_then(Value::as_array_mut) {
        types.retain(|kind| kind != "null");
        if let [only] = types.as_slice() {
            schema["type"] = only.clone();
        }
    }
    if let Some(choices) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        choices.retain(|choice| choice["type"] != "null");
        if let [Value::Object(only)] = choices.as_slice() {
            let only = only.clone();
            if let Some(object) = schema.as_object_mut() {
                object.remove("anyOf");
                object.extend(only);
            }
        }
    }
    schema
}

fn header_parameters(info: &EndpointInfo) -> Vec<Value> {
    let mut names = Vec::new();
    if info.idempotent {
        names.push("IdempotencyKey");
    }
    if info.if_match {
        names.push("IfMatch");
    }
    if info.answer == Answer::Events {
        names.push("LastEventId");
    }
    names
        .into_iter()
        .map(|name| json!({"$ref": format!("#/components/parameters/{name}")}))
        .collect()
}

/// The header parameters that operations refer to.
pub(super) fn shared_parameters() -> Value {
    json!({
        "IdempotencyKey": {
            "name": "Idempotency-Key",
            "in": "header",
            "required": true,
            "description": "Names this request, e.g. by a UUID. The same key with the same body gives the first answer \
                again; with another body it is refused.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 255},
        },
        "IfMatch": {
            "name": "If-Match",
            "in": "header",
            "required": true,
            "description": "The `ETag` of what is being changed, e.g. `\"7\"`.",
            "schema": {"type": "string"},
        },
        "LastEventId": {
            "name": "Last-Event-ID",
            "in": "header",
            "required": false,
            "description": "The id of the last event that was received; the stream goes on after it.",
            "schema": {"type": "string"},
        },
    })
}

/// The headers that answers refer to.
pub(super) fn shared_headers() -> Value {
    json!({
        "ETag": {"description": "The version, e.g. `\"7\"`.", "schema": {"type": "string"}},
        "RequestId": {"description": "Finds the request in the platform's logs.", "schema": {"type": "string"}},
        "RetryAfter": {"description": "Seconds to wait before trying again.", "schema": {"type": "integer"}},
    })
}

fn header(name: &str) -> Value {
    json!({"$ref": format!("#/components/headers/{name}")})
}

fn problem(status: u16, codes: &[ErrorCode]) -> Value {
    let lines: Vec<String> = codes
        .iter()
        .map(|code| format!("- `{code}`: {}", code.title()))
        .collect();
    let mut headers = json!({"X-Request-Id": header("RequestId")});
    if matches!(status, 429 | 503) {
        headers["Retry-After"] = header("RetryAfter");
    }
    json!({
        "description": lines.join("\n"),
        "headers": headers,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        "x-foodwala-codes": codes,
    })
}

/// Whether an answer carries the version for a later `If-Match`: what is changed under one, and the reading of it.
fn has_etag(info: &EndpointInfo) -> bool {
    info.if_match
        || (info.method == Method::Get && all_endpoints().any(|other| other.if_match && other.path == info.path))
}

fn security(access: &Access) -> Value {
    if access.public {
        return json!([]);
    }
    let mut ways = vec![json!({"bearer": []})];
    if let Some(scope) = access.scope {
        ways.push(json!({"client": [scope.as_str()]}));
    }
    ways.into()
}

fn who(access: &Access) -> Value {
    let mut who = Map::new();
    if access.public {
        who.insert("public".into(), true.into());
    }
    if access.account {
        who.insert("account".into(), true.into());
    }
    if !access.staff.is_empty() {
        who.insert("staff".into(), json!(access.staff));
    }
    if !access.platform.is_empty() {
        who.insert("platform".into(), json!(access.platform));
    }
    if let Some(scope) = access.scope {
        who.insert("scope".into(), scope.as_str().into());
    }
    who.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_is_the_first_sentence() {
        let (summary, description) = texts(" Publishes a menu, as of today's.\n `If-Match` names\n the version.\n");
        assert_eq!(summary, "Publishes a menu, as of today's.");
        assert_eq!(
            description,
            "Publishes a menu, as of today's.\n`If-Match` names\nthe version."
        );
    }

    #[test]
    fn an_optional_parameter_is_never_null() {
        assert_eq!(
            without_null(json!({"type": ["string", "null"]})),
            json!({"type": "string"})
        );
        assert_eq!(
            without_null(json!({"anyOf": [{"$ref": "#/a"}, {"type": "null"}]})),
            json!({"$ref": "#/a"})
        );
        assert_eq!(
            without_null(json!({"type": "integer", "minimum": 0})),
            json!({"type": "integer", "minimum": 0})
        );
    }
}
