//! Well-formed values that make no sense: each is named with a pointer to it, and people's words come back unharmed.

use crate::{
    bad_input::{Findings, count_panics, still_healthy},
    world::World,
};
use anyhow::{Context, Result};
use foodwala_contract::{ErrorCode, Problem, all_endpoints};
use serde_json::{Value, json};

/// A change to a good body that makes no sense, and what is to be said of it.
struct Nasty {
    endpoint: &'static str,
    what: &'static str,
    change: fn(&mut Value),
    code: ErrorCode,
    /// Where a value is named as wrong; empty for codes that name none.
    pointer: &'static str,
}

fn nasty(endpoint: &'static str, what: &'static str, pointer: &'static str, change: fn(&mut Value)) -> Nasty {
    Nasty {
        endpoint,
        what,
        change,
        code: ErrorCode::ValidationFailed,
        pointer,
    }
}

fn nasties() -> Vec<Nasty> {
    let at = nasty;
    vec![
        at("orders.place", "no dish", "/lines/0/quantity", |b| {
            b["lines"][0]["quantity"] = json!(0);
        }),
        at("orders.place", "100 of a dish", "/lines/0/quantity", |b| {
            b["lines"][0]["quantity"] = json!(100);
        }),
        at("orders.place", "u32::MAX of a dish", "/lines/0/quantity", |b| {
            b["lines"][0]["quantity"] = json!(u32::MAX);
        }),
        at("orders.place", "a negative tip", "/tip_minor", |b| {
            b["tip_minor"] = json!(-1);
        }),
        at("orders.place", "an endless tip", "/tip_minor", |b| {
            b["tip_minor"] = json!(i64::MAX);
        }),
        at("orders.place", "no lines", "/lines", |b| {
            b["lines"] = json!([]);
        }),
        at("orders.place", "2,000 lines", "/lines", |b| {
            b["lines"] = json!(vec![b["lines"][0].clone(); 2_000]);
        }),
        at("orders.place", "a long note", "/note", |b| {
            b["note"] = json!("x".repeat(10_000));
        }),
        at("orders.place", "a bell in a note", "/note", |b| {
            b["note"] = json!("Ring\u{7}");
        }),
        at("orders.place", "no name", "/contact/name", |b| {
            b["contact"]["name"] = json!(" \u{a0} ");
        }),
        at("orders.quote", "nowhere", "/fulfilment/address/location", |b| {
            b["fulfilment"]["address"]["location"]["latitude"] = json!(1e300);
        }),
        at("orders.review", "no stars", "/stars", |b| {
            b["stars"] = json!(0);
        }),
        at("orders.review", "six stars", "/stars", |b| {
            b["stars"] = json!(6);
        }),
        at("orders.review", "a long comment", "/comment", |b| {
            b["comment"] = json!("x".repeat(10_000));
        }),
        at(
            "menus.publish",
            "i64::MAX prices",
            "/sections/0/items/0/price_minor",
            |b| {
                b["sections"][0]["items"][0]["price_minor"] = json!(i64::MAX);
            },
        ),
        at(
            "menus.publish",
            "a negative price",
            "/sections/0/items/0/price_minor",
            |b| {
                b["sections"][0]["items"][0]["price_minor"] = json!(-1);
            },
        ),
        at(
            "menus.publish",
            "endless packaging",
            "/sections/0/items/0/packaging_minor",
            |b| {
                b["sections"][0]["items"][0]["packaging_minor"] = json!(i64::MAX);
            },
        ),
        at(
            "menus.publish",
            "an option for i64::MIN",
            "/sections/0/items/1/option_groups/0/options/0/price_delta_minor",
            |b| {
                b["sections"][0]["items"][1]["option_groups"][0]["options"][0]["price_delta_minor"] = json!(i64::MIN);
            },
        ),
        at(
            "menus.publish",
            "options that cannot be chosen",
            "/sections/0/items/1/option_groups/0/max",
            |b| {
                b["sections"][0]["items"][1]["option_groups"][0]["max"] = json!(u32::MAX);
            },
        ),
        at("menus.publish", "a dish twice", "/sections/0/items/2/id", |b| {
            let items = b["sections"][0]["items"].clone();
            b["sections"][0]["items"] = json!([items[0], items[1], items[0]]);
        }),
        at("restaurants.set_hours", "an unknown time zone", "/time_zone", |b| {
            b["time_zone"] = json!("Mars/Olympus");
        }),
        at("restaurants.set_hours", "a path for a time zone", "/time_zone", |b| {
            b["time_zone"] = json!("../../../etc/passwd");
        }),
        at("restaurants.set_hours", "overlapping hours", "/weekly/0", |b| {
            b["weekly"][0]["intervals"] =
                json!([{ "opens": "10:00", "closes": "15:00" }, { "opens": "14:00", "closes": "20:00" }]);
        }),
        at("restaurants.set_hours", "a day twice", "/weekly/1", |b| {
            b["weekly"][1]["day"] = b["weekly"][0]["day"].clone();
        }),
        at(
            "restaurants.create",
            "a lower-case country",
            "/profile/address/country",
            |b| {
                b["profile"]["address"]["country"] = json!("de");
            },
        ),
        at(
            "restaurants.create",
            "fees of i64::MAX",
            "/profile/delivery/fee_tiers/0",
            |b| {
                b["profile"]["delivery"]["fee_tiers"][0]["fee_minor"] = json!(i64::MAX);
            },
        ),
        at(
            "restaurants.create",
            "no name but a zero-width one",
            "/profile/name",
            |b| b["profile"]["name"] = json!("  "),
        ),
        at(
            "restaurants.create",
            "tax of 400 million percent",
            "/profile/tax/rate_basis_points",
            |b| {
                b["profile"]["tax"]["rate_basis_points"] = json!(u32::MAX);
            },
        ),
        at("restaurants.create", "a name with a zero", "/profile/name", |b| {
            b["profile"]["name"] = json!("Dal\u{0}Bar");
        }),
        at("promos.put", "more than all off", "/discount/basis_points", |b| {
            b["discount"]["basis_points"] = json!(10_001);
        }),
        at("promos.put", "ends before it starts", "/ends_at", |b| {
            b["ends_at"] = json!("2029-01-01T00:00:00Z");
        }),
        at("promos.put", "i64::MAX off", "/discount/amount_minor", |b| {
            b["discount"] = json!({ "type": "amount", "amount_minor": i64::MAX });
        }),
        at("board.accept", "ready at once", "/ready_in_minutes", |b| {
            b["ready_in_minutes"] = json!(0);
        }),
        at("board.accept", "ready in 8,000 years", "/ready_in_minutes", |b| {
            b["ready_in_minutes"] = json!(u32::MAX);
        }),
        at("board.delay", "no longer", "/minutes", |b| {
            b["minutes"] = json!(0);
        }),
        at("board.delay", "8,000 years longer", "/minutes", |b| {
            b["minutes"] = json!(u32::MAX);
        }),
        at("board.reject", "without a word", "/reason", |b| {
            b["reason"] = json!(" ");
        }),
        at("board.cancel", "with many words", "/reason", |b| {
            b["reason"] = json!("x".repeat(10_000));
        }),
        at("restaurants.set_busy", "busy for ever", "/extra_minutes", |b| {
            b["extra_minutes"] = json!(u32::MAX);
        }),
        at("customers.update_me", "no name", "/display_name", |b| {
            b["display_name"] = json!("\u{202e}\u{0}");
        }),
        at("customers.add_address", "nowhere", "/location", |b| {
            b["location"]["longitude"] = json!(-1e300);
        }),
        at("auth.register", "no address", "/email", |b| {
            b["email"] = json!("two@at@once");
        }),
        at("auth.register", "a long password", "/password", |b| {
            b["password"] = json!("x".repeat(10_000));
        }),
        at("auth.create_client", "no scopes", "/scopes", |b| {
            b["scopes"] = json!([]);
        }),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn values_that_make_no_sense_are_named() -> Result<()> {
    count_panics();
    let world = World::new().await?;
    let mut findings = Findings::default();
    for Nasty {
        endpoint,
        what,
        change,
        code,
        pointer,
    } in nasties()
    {
        let endpoint = all_endpoints()
            .find(|e| e.id == endpoint)
            .with_context(|| format!("{endpoint} is gone"))?;
        let mut sample = world.sample(endpoint).await?;
        change(sample.body.as_mut().context("a body")?);
        let request = world
            .request(endpoint, &sample)?
            .bearer_auth(&world.admitted(endpoint).token);
        let answer = request.send().await?;
        let status = answer.status().as_u16();
        let text = answer.text().await?;
        let problem: Option<Problem> = serde_json::from_str(&text).ok();
        let named = problem.is_some_and(|problem| {
            problem.code == code && problem.errors.iter().any(|error| error.pointer.starts_with(pointer))
        });
        if !named {
            findings.0.push(format!(
                "{}: {what}: expected {code} at {pointer}, got {status} {text:.300}",
                endpoint.id
            ));
        }
    }
    texts_are_kept_as_they_came(&world, &mut findings).await?;
    still_healthy(&world).await?;
    world.town.platform.stop().await;
    findings.none();
    Ok(())
}

/// People's words are theirs: what is within bounds comes back as it was sent.
async fn texts_are_kept_as_they_came(world: &World, findings: &mut Findings) -> Result<()> {
    let place = all_endpoints()
        .find(|e| e.id == "orders.place")
        .context("orders are placed")?;
    for words in [
        "שלום \u{202e}مرحبا",
        "👩‍👩‍👧‍👦🍕",
        "a\u{300}\u{300}",
        "'; DROP TABLE orders; --",
        "<script>alert(1)</script>",
        "First floor,\r\n\tleft",
    ] {
        let mut sample = world.sample(place).await?;
        sample.body.as_mut().context("a body")?["note"] = json!(words);
        let answer = world
            .request(place, &sample)?
            .bearer_auth(&world.guest.token)
            .send()
            .await?;
        let (status, text) = (answer.status().as_u16(), answer.text().await?);
        let note = serde_json::from_str::<Value>(&text).unwrap_or_default()["note"].clone();
        if status != 201 || note != json!(words) {
            findings.0.push(format!(
                "orders.place: {words:?} came back with {status} as {note}: {text:.300}"
            ));
        }
    }
    Ok(())
}
