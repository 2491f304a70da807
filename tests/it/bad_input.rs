//! What no well-meaning client sends, to every endpoint: the answer is a sound problem document, and nothing breaks.

use crate::world::{Person, Sample, World, fill, parameter};
use anyhow::{Context, Result};
use foodwala_contract::{EndpointInfo, ErrorCode, Method, Problem, all_endpoints, orders::Fulfilment};
use reqwest::{RequestBuilder, Response};
use serde_json::{Value, json};
use std::{
    panic,
    sync::{
        Once,
        atomic::{AtomicUsize, Ordering},
    },
};

/// Panics outside the tests themselves, in all platforms of this process.
static PANICS: AtomicUsize = AtomicUsize::new(0);

/// What an answer must never show.
const INTERNALS: &[&str] = &[
    "sqlite",
    "rusqlite",
    "SELECT ",
    "INSERT ",
    "panicked",
    ".rs:",
    "/src/",
    "/tmp/",
    "backend/",
    "RUST_BACKTRACE",
];

pub fn count_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if info.location().is_none_or(|at| !at.file().contains("tests/it")) {
                PANICS.fetch_add(1, Ordering::Relaxed);
            }
            before(info);
        }));
    });
}

/// What is wrong, of everything that was sent.
#[derive(Default)]
pub struct Findings(pub Vec<String>);

impl Findings {
    /// Notes whatever is not sound about an answer; hands on its status and code.
    async fn look(
        &mut self,
        endpoint: Option<&EndpointInfo>,
        what: &str,
        answer: Response,
    ) -> (u16, Option<ErrorCode>) {
        let id = endpoint.map_or("no endpoint", |endpoint| endpoint.id);
        let status = answer.status().as_u16();
        if status < 400 {
            return (status, None);
        }
        match unsound(endpoint, answer).await {
            Ok(code) => (status, Some(code)),
            Err(error) => {
                self.0.push(format!("{id}: {what}: {status}: {error:#}"));
                (status, None)
            }
        }
    }

    fn expect(&mut self, holds: bool, endpoint: &EndpointInfo, what: &str, got: &(u16, Option<ErrorCode>)) {
        if !holds {
            let code = got.1.as_ref().map_or("", ErrorCode::as_str);
            self.0.push(format!("{}: {what}: got {} {code}", endpoint.id, got.0));
        }
    }

    pub fn none(self) {
        let Self(mut found) = self;
        found.dedup();
        assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
        assert_eq!(PANICS.load(Ordering::Relaxed), 0, "something panicked");
    }
}

/// The code of a problem that is as it should be.
async fn unsound(endpoint: Option<&EndpointInfo>, answer: Response) -> Result<ErrorCode> {
    let status = answer.status().as_u16();
    let header = |name: &str| {
        answer
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
            .map(ToOwned::to_owned)
    };
    let content_type = header("content-type").unwrap_or_default();
    let id = header("x-request-id").context("no X-Request-Id")?;
    let allow = header("allow");
    let text = answer.text().await?;
    anyhow::ensure!(
        content_type == "application/problem+json",
        "sent as {content_type:?}: {text}"
    );
    let problem: Problem = serde_json::from_str(&text).with_context(|| text.clone())?;
    anyhow::ensure!(status < 500, "a fault of the platform: {text}");
    anyhow::ensure!(ErrorCode::ALL.contains(&problem.code), "unknown code: {text}");
    anyhow::ensure!(
        problem.code.status() == status && problem.status == status,
        "another status: {text}"
    );
    anyhow::ensure!(
        problem.request_id.as_deref() == Some(&id),
        "another request id than {id}: {text}"
    );
    let lower = text.to_lowercase();
    let shown = INTERNALS.iter().find(|word| lower.contains(&word.to_lowercase()));
    anyhow::ensure!(shown.is_none(), "shows internals: {text}");
    anyhow::ensure!(text.len() < 64 * 1024, "a problem of {} bytes", text.len());
    if problem.code == ErrorCode::ValidationFailed {
        let pointed = !problem.errors.is_empty() && problem.errors.iter().all(|e| e.pointer.starts_with('/'));
        anyhow::ensure!(pointed, "names no value: {text}");
    }
    if problem.code == ErrorCode::MethodNotAllowed {
        anyhow::ensure!(allow.is_some_and(|methods| !methods.is_empty()), "no Allow");
    }
    if let Some(endpoint) = endpoint {
        anyhow::ensure!(endpoint.errors().contains(&problem.code), "undeclared: {text}");
    }
    Ok(problem.code)
}

fn takes_a_body(sample: &Sample) -> bool {
    sample.body.is_some()
}

fn content_type(endpoint: &EndpointInfo) -> &'static str {
    if endpoint.form {
        "application/x-www-form-urlencoded"
    } else {
        "application/json"
    }
}

/// The sample's request with other bytes for a body.
fn with_bytes(
    world: &World,
    endpoint: &EndpointInfo,
    sample: &Sample,
    content_type: Option<&str>,
    bytes: impl Into<reqwest::Body>,
) -> Result<RequestBuilder> {
    let request = world.request(
        endpoint,
        &Sample {
            body: None,
            ..sample.clone()
        },
    )?;
    let request = request.bearer_auth(&world.admitted(endpoint).token).body(bytes);
    Ok(match content_type {
        Some(kind) => request.header("content-type", kind),
        None => request,
    })
}

/// Nothing is left of an account after this one; it is walked elsewhere.
fn walked() -> impl Iterator<Item = &'static EndpointInfo> {
    all_endpoints().filter(|endpoint| endpoint.id != "customers.delete_me")
}

/// After all that, an order goes its way, and the books are in order.
pub async fn still_healthy(world: &World) -> Result<()> {
    let kitchen = world.town.kitchen().await?;
    let guest = world.town.person("healthy").await?;
    let order = kitchen.ordered(&guest, Fulfilment::Pickup).await?;
    kitchen.accepted(&guest, order.id).await?;
    let findings = world.audited().await?;
    anyhow::ensure!(findings.is_empty(), "the auditor found {findings:#?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_are_not_what_the_endpoint_takes() -> Result<()> {
    count_panics();
    let world = World::new().await?;
    let mut findings = Findings::default();
    let large = "x".repeat(3 * 1024 * 1024);
    let deep = format!("{{\"a\":{}", "[".repeat(10_000));
    let middling = format!("{{\"a\":\"{}", "x".repeat(100_000));
    for endpoint in walked() {
        let sample = world.sample(endpoint).await?;
        let kind = Some(content_type(endpoint));
        let bodies: [(&str, Option<&str>, &str, &[ErrorCode]); 13] = [
            ("no body", kind, "", &[ErrorCode::MalformedBody]),
            ("half a body", kind, "{\"a\":", &[ErrorCode::MalformedBody]),
            ("two bodies", kind, "{}{}", &[ErrorCode::MalformedBody]),
            ("a list", kind, "[1]", &[ErrorCode::MalformedBody]),
            ("a text", kind, "\"text\"", &[ErrorCode::MalformedBody]),
            ("a number", kind, "12", &[ErrorCode::MalformedBody]),
            ("null", kind, "null", &[ErrorCode::MalformedBody]),
            ("a deep body", kind, &deep, &[ErrorCode::MalformedBody]),
            (
                "half a longer body",
                kind,
                &middling,
                &[ErrorCode::MalformedBody, ErrorCode::BodyTooLarge],
            ),
            ("no content type", None, "{}", &[ErrorCode::UnsupportedMediaType]),
            (
                "plain text",
                Some("text/plain"),
                "{}",
                &[ErrorCode::UnsupportedMediaType],
            ),
            (
                "a strange type",
                Some("application/json5"),
                "{}",
                &[ErrorCode::UnsupportedMediaType],
            ),
            ("a large body", kind, &large, &[ErrorCode::BodyTooLarge]),
        ];
        for (what, kind, body, codes) in bodies {
            let request = with_bytes(&world, endpoint, &sample, kind, body.to_owned())?;
            // The server may answer, and hang up, before it has read 3 MB.
            let answer = match request.send().await {
                Err(error) if what == "a large body" && error.is_request() => continue,
                answer => answer?,
            };
            let got = findings.look(Some(endpoint), what, answer).await;
            let refused = got.1.as_ref().is_some_and(|code| codes.contains(code));
            if takes_a_body(&sample) || what == "a large body" {
                findings.expect(refused, endpoint, what, &got);
            }
        }
        let not_utf8 = with_bytes(&world, endpoint, &sample, kind, vec![0xff, 0xfe, 0x00, 0x80])?;
        findings.look(Some(endpoint), "not UTF-8", not_utf8.send().await?).await;
    }
    still_healthy(&world).await?;
    world.town.platform.stop().await;
    findings.none();
    Ok(())
}

/// Every value in a body, by its pointer.
fn pointers(value: &Value, at: String, found: &mut Vec<String>) {
    found.push(at.clone());
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                pointers(field, format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

fn without(body: &Value, pointer: &str) -> Option<Value> {
    let (parent, name) = pointer.rsplit_once('/')?;
    let mut changed = body.clone();
    match changed.pointer_mut(parent)? {
        Value::Object(fields) => drop(fields.remove(name)),
        Value::Array(items) => drop(items.remove(name.parse().ok()?)),
        _ => return None,
    }
    Some(changed)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_value_of_every_body_replaced_by_something_odd() -> Result<()> {
    count_panics();
    let world = World::new().await?;
    let mut findings = Findings::default();
    let odd = [
        Value::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(i64::MAX),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(1e308),
        json!(0.5),
        json!(""),
        json!("\u{0}"),
        json!("\u{202e}שלום 👩‍👩‍👧 ａ\u{300}\r\n<script>"),
        json!("x".repeat(20_000)),
        json!("9999-12-31T23:59:59Z"),
        json!("-009999-01-02T00:00:00Z"),
        json!("00000000-0000-0000-0000-000000000000"),
        json!([]),
        json!({}),
        json!(vec![Value::Null; 2_000]),
    ];
    for endpoint in walked() {
        let sample = world.sample(endpoint).await?;
        let Some(body) = sample.body.clone().filter(|_| !endpoint.form) else {
            continue;
        };
        // Otherwise nothing of what follows comes past the reading of the body.
        let answer = world
            .request(endpoint, &sample)?
            .bearer_auth(&world.admitted(endpoint).token)
            .send()
            .await?;
        let got = findings.look(Some(endpoint), "as it should be", answer).await;
        let refused = matches!(got.1, Some(ErrorCode::MalformedBody | ErrorCode::ValidationFailed));
        findings.expect(!refused, endpoint, "as it should be", &got);
        let mut places = Vec::new();
        pointers(&body, String::new(), &mut places);
        for place in places {
            let mut bodies: Vec<(String, Value)> = Vec::new();
            for value in &odd {
                let mut changed = body.clone();
                *changed.pointer_mut(&place).context("a place in the body")? = value.clone();
                let shown: String = value.to_string().chars().take(40).collect();
                bodies.push((format!("{place} = {shown}"), changed));
            }
            bodies.extend(without(&body, &place).map(|changed| (format!("{place} left out"), changed)));
            for (what, body) in bodies {
                // What passed before may have changed the version; the key is used up.
                let if_match = match endpoint.if_match {
                    true => world.sample(endpoint).await?.if_match,
                    false => None,
                };
                let idempotency_key = endpoint.idempotent.then(|| world.unique("odd"));
                let sample = Sample {
                    body: Some(body),
                    if_match,
                    idempotency_key,
                    ..sample.clone()
                };
                let request = world
                    .request(endpoint, &sample)?
                    .bearer_auth(&world.admitted(endpoint).token);
                findings.look(Some(endpoint), &what, request.send().await?).await;
            }
        }
    }
    still_healthy(&world).await?;
    world.town.platform.stop().await;
    findings.none();
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_that_are_none_or_nobodys_or_somebody_elses() -> Result<()> {
    count_panics();
    let world = World::new().await?;
    let mut findings = Findings::default();
    let bad = [
        "0",
        "not-an-id",
        "%00",
        "%ff",
        "%F0%9F%8D%95",
        "..%2f..",
        "%7B%7D",
        "null",
        "-1",
        &"9".repeat(4000),
    ];
    for endpoint in walked() {
        let sample = world.sample(endpoint).await?;
        let names: Vec<&str> = endpoint.path.split('/').filter_map(parameter).collect();
        for name in names {
            let token = &world.admitted(endpoint).token;
            for value in bad {
                let path = fill(endpoint.path, |other| {
                    if other == name {
                        Ok(value.to_owned())
                    } else {
                        world.id_of(other)
                    }
                })?;
                let sample = Sample {
                    path,
                    idempotency_key: endpoint.idempotent.then(|| world.unique("bad")),
                    ..sample.clone()
                };
                let answer = world.request(endpoint, &sample)?.bearer_auth(token).send().await?;
                let what = format!("{name} = {value:.20}");
                let got = findings.look(Some(endpoint), &what, answer).await;
                // A promo code may well be called `0`.
                findings.expect(got.0 >= 400 || name == "code", endpoint, &what, &got);
            }
            // Favourites are kept whether or not there is such a restaurant: the customer service knows none.
            if name == "code" || endpoint.id.ends_with("_favourite") {
                continue;
            }
            let unknown = world.town.id().to_string();
            let path = fill(endpoint.path, |other| {
                if other == name {
                    Ok(unknown.clone())
                } else {
                    world.id_of(other)
                }
            })?;
            let sample = Sample {
                path,
                idempotency_key: endpoint.idempotent.then(|| world.unique("none")),
                ..sample.clone()
            };
            let answer = world.request(endpoint, &sample)?.bearer_auth(token).send().await?;
            let got = findings.look(Some(endpoint), &format!("nobody's {name}"), answer).await;
            let refused = matches!(got.0, 403 | 404) || got.1 == Some(ErrorCode::ItemNotOnMenu);
            findings.expect(refused, endpoint, &format!("nobody's {name}"), &got);
        }
    }
    foreign(&world, &mut findings).await?;
    still_healthy(&world).await?;
    world.town.platform.stop().await;
    findings.none();
    Ok(())
}

/// Ids of other people's things, by those who may call the endpoint for their own.
async fn foreign(world: &World, findings: &mut Findings) -> Result<()> {
    for endpoint in walked() {
        let sample = world.sample(endpoint).await?;
        let has = |name: &str| endpoint.path.contains(name);
        let mut tries: Vec<(&str, &Person, String)> = Vec::new();
        if endpoint.access.account && (has("{order_id}") || has("{address_id}")) {
            for (what, person) in [
                ("another guest", &world.other_guest),
                ("the order's restaurant", &world.owner),
                ("another restaurant", &world.other_owner),
                ("a courier of the restaurant", &world.courier),
            ] {
                tries.push((what, person, sample.path.clone()));
            }
        }
        if has("{restaurant_id}") && has("{order_id}") {
            // Another restaurant asks for this one's card under its own id.
            let path = fill(endpoint.path, |name| match name {
                "restaurant_id" => Ok(world.elsewhere.id().to_string()),
                other => world.id_of(other),
            })?;
            tries.push(("another restaurant's order", &world.other_owner, path));
        }
        if has("{restaurant_id}") && !endpoint.access.public && !endpoint.access.account {
            tries.push(("another restaurant", &world.other_owner, sample.path.clone()));
        }
        if has("{client_id}") {
            let path = fill(endpoint.path, |_| Ok(world.client.to_string()))?;
            tries.push(("a restaurant's owner", &world.owner, path));
        }
        for (what, person, path) in tries {
            let sample = Sample {
                path,
                idempotency_key: endpoint.idempotent.then(|| world.unique("theirs")),
                ..sample.clone()
            };
            let answer = world
                .request(endpoint, &sample)?
                .bearer_auth(&person.token)
                .send()
                .await?;
            let got = findings.look(Some(endpoint), what, answer).await;
            findings.expect(matches!(got.0, 403 | 404), endpoint, what, &got);
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_queries_methods_and_paths_that_are_odd() -> Result<()> {
    count_panics();
    let world = World::new().await?;
    let mut findings = Findings::default();
    for endpoint in walked() {
        let token = &world.admitted(endpoint).token;
        let sample = world.sample(endpoint).await?;
        if endpoint.idempotent {
            let long = "k".repeat(10_000);
            for (what, key) in [
                ("no key", None),
                ("an empty key", Some("")),
                ("a long key", Some(long.as_str())),
            ] {
                let sample = Sample {
                    idempotency_key: key.map(ToOwned::to_owned),
                    ..sample.clone()
                };
                let answer = world.request(endpoint, &sample)?.bearer_auth(token).send().await?;
                let got = findings.look(Some(endpoint), what, answer).await;
                let required = got.1 == Some(ErrorCode::IdempotencyKeyRequired);
                findings.expect(required, endpoint, what, &got);
            }
        }
        if endpoint.if_match {
            let tags = [
                "",
                "*",
                "\"\"",
                "W/\"1\"",
                "\"-1\"",
                "\"99999999999999999999999\"",
                "\"x\"",
                "1, 2",
            ];
            let none = Sample {
                if_match: None,
                ..sample.clone()
            };
            let answer = world.request(endpoint, &none)?.bearer_auth(token).send().await?;
            let got = findings.look(Some(endpoint), "no If-Match", answer).await;
            findings.expect(
                got.1 == Some(ErrorCode::PreconditionRequired),
                endpoint,
                "no If-Match",
                &got,
            );
            for tag in tags {
                let sample = Sample {
                    if_match: Some(tag.to_owned()),
                    ..sample.clone()
                };
                let what = format!("If-Match: {tag}");
                let answer = world.request(endpoint, &sample)?.bearer_auth(token).send().await?;
                let got = findings.look(Some(endpoint), &what, answer).await;
                findings.expect(got.0 >= 400, endpoint, &what, &got);
            }
            for tag in ["\"18446744073709551615\"", "\"9223372036854775808\"", "\"4711\""] {
                let sample = Sample {
                    if_match: Some(tag.to_owned()),
                    ..sample.clone()
                };
                let what = format!("If-Match: {tag}");
                let answer = world.request(endpoint, &sample)?.bearer_auth(token).send().await?;
                let got = findings.look(Some(endpoint), &what, answer).await;
                findings.expect(got.1 == Some(ErrorCode::PreconditionFailed), endpoint, &what, &got);
            }
        }
        if endpoint.method == Method::Get {
            for query in queries() {
                let sample = Sample {
                    path: format!("{}?{query}", sample.path),
                    ..sample.clone()
                };
                let request = world
                    .request(endpoint, &sample)?
                    .bearer_auth(token)
                    .header("last-event-id", "\"odd\"");
                findings
                    .look(Some(endpoint), &format!("?{query:.60}"), request.send().await?)
                    .await;
            }
        }
    }
    methods_and_paths(&world, &mut findings).await?;
    still_healthy(&world).await?;
    world.town.platform.stop().await;
    findings.none();
    Ok(())
}

fn queries() -> Vec<String> {
    let mut all: Vec<String> = [
        "limit=0",
        "limit=1e9",
        "limit=-1",
        "limit=1000000000",
        "limit=99999999999999999999",
        "limit=",
        "limit=1&limit=2",
        "cursor=",
        "cursor=garbage",
        "cursor=%00%ff",
        "cursor=bnVsbA",
        "cursor=WzkyMjMzNzIwMzY4NTQ3NzU4MDcsIngiXQ",
        "cursor=e30",
        "view=nothing",
        "view=ended&cursor=bnVsbA",
        "latitude=NaN&longitude=NaN",
        "latitude=NaN&longitude=1",
        "latitude=inf&longitude=-inf",
        "latitude=1e999&longitude=0",
        "latitude=91&longitude=181",
        "latitude=52.5",
        "within_m=5",
        "latitude=52.5&longitude=13.4&within_m=-1",
        "latitude=52.5&longitude=13.4&within_m=4294967295",
        "delivers=true",
        "open_now=maybe",
        "dietary=nothing",
        "sort=distance",
        "sort=nothing",
        "text=",
        "text=%00",
        "text=%ff",
        "text=%E2%80%AE%D7%A9%F0%9F%8D%95",
        "text=%25%27%22%3B--",
        "cuisine=%F0%9F%8D%95",
        "unknown=1",
        "&&&=",
        "%",
        "a[b]=c",
    ]
    .map(ToOwned::to_owned)
    .to_vec();
    all.push(format!("text={}", "long ".repeat(1_500).replace(' ', "+")));
    all.push(format!("cuisine={}", "x".repeat(8_000)));
    all.push(format!("cursor={}", "A".repeat(8_000)));
    all
}

async fn methods_and_paths(world: &World, findings: &mut Findings) -> Result<()> {
    let url = world.town.platform.url();
    let methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "QUERY"];
    for path in all_endpoints().map(|endpoint| endpoint.path) {
        let served: Vec<&str> = all_endpoints()
            .filter(|e| e.path == path)
            .map(|e| e.method.as_str())
            .collect();
        let at = fill(path, |name| world.id_of(name))?;
        for method in methods.iter().filter(|method| !served.contains(method)) {
            let request = world
                .http
                .request(method.parse()?, format!("{url}{at}"))
                .bearer_auth(&world.guest.token);
            let what = format!("{method} {path}");
            let got = findings.look(None, &what, request.send().await?).await;
            if got.1 != Some(ErrorCode::MethodNotAllowed) {
                findings.0.push(format!("{what}: {got:?}"));
            }
        }
    }
    let nowhere = [
        "/",
        "/v1",
        "/v1/",
        "/v2/orders",
        "/v1/orders/",
        "/v1//orders",
        "/v1/nothing",
        "/%00",
        "/v1/%ff",
        "/v1/ORDERS",
    ];
    for path in nowhere {
        let request = world.http.get(format!("{url}{path}")).bearer_auth(&world.guest.token);
        let got = findings.look(None, path, request.send().await?).await;
        if got.1 != Some(ErrorCode::RouteNotFound) {
            findings.0.push(format!("{path}: {got:?}"));
        }
    }
    Ok(())
}
