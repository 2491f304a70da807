//! Every endpoint with every kind of caller: the declared rule admits exactly whom it names.

use crate::world::{Person, World};
use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use foodwala_contract::{
    EndpointInfo, ErrorCode, Problem,
    access::{Access, PlatformRole, Scope, StaffRole},
    all_endpoints,
    auth::JwkSet,
};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use std::time::Duration;

/// What comes before the 32 bytes of an Ed25519 key in PKCS#8 (RFC 8410, section 7).
const PKCS8_HEADER: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

/// Refusals with `forbidden` that are not the endpoint's rule: the caller is admitted, but not to this very thing.
const FORBIDDEN_INSIDE: &[(&str, &str, &str)] = &[
    (
        "board.deliver",
        "courier",
        "couriers hand over only what they have with them, and this order is nobody's",
    ),
    (
        "couriers.hand_over",
        "courier",
        "couriers hand over only what they have with them, and this order is nobody's",
    ),
];

/// Somebody who asks.
struct Caller {
    kind: String,
    authorization: Option<String>,
    is: Is,
}

/// What a caller is to the restaurant in the path and to the platform.
enum Is {
    Nobody,
    Person {
        works_here: Option<StaffRole>,
        platform: Option<PlatformRole>,
    },
    Client {
        scope: Scope,
        here: bool,
    },
}

/// The rule, read a second time.
fn admits(access: &Access, is: &Is) -> bool {
    if access.public {
        return true;
    }
    match is {
        Is::Nobody => false,
        Is::Person { works_here, platform } => {
            access.account
                || works_here.is_some_and(|role| access.staff.contains(&role))
                || platform.is_some_and(|role| access.platform.contains(&role))
        }
        Is::Client { scope, here } => access.scope == Some(*scope) && *here,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_endpoint_admits_exactly_whom_it_declares() -> Result<()> {
    let mut world = World::new().await?;
    // Tokens last for 15 minutes; everybody else's is younger.
    let expired = world.newcomer().await?;
    world.town.clock.advance(Duration::from_secs(901));
    world.sign_in_again().await?;
    let callers = callers(&world, &expired).await?;
    // Those who delete their account are gone afterwards.
    let (last, endpoints): (Vec<_>, Vec<_>) = all_endpoints().partition(|e| e.id == "customers.delete_me");
    let mut wrong = Vec::new();
    for endpoint in endpoints.into_iter().chain(last) {
        for caller in &callers {
            let answer = ask(&world, endpoint, caller).await?;
            if let Some(fault) = fault(endpoint, caller, answer) {
                wrong.push(format!("{} as {}: {fault}", endpoint.id, caller.kind));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    world.town.platform.stop().await;
    Ok(())
}

/// What a caller got: the status, and the code if it is a problem.
struct Answer {
    status: u16,
    code: Option<ErrorCode>,
    challenged: bool,
}

async fn ask(world: &World, endpoint: &EndpointInfo, caller: &Caller) -> Result<Answer> {
    let sample = world.sample(endpoint).await?;
    let mut request = world.request(endpoint, &sample)?;
    if let Some(authorization) = &caller.authorization {
        request = request.header("authorization", authorization);
    }
    let response = request
        .send()
        .await
        .with_context(|| format!("{} as {}", endpoint.id, caller.kind))?;
    let (status, challenged) = (
        response.status().as_u16(),
        response.headers().contains_key("www-authenticate"),
    );
    // Streams of events have no end.
    let code = if status < 400 {
        None
    } else {
        Some(response.json::<Problem>().await?.code)
    };
    Ok(Answer {
        status,
        code,
        challenged,
    })
}

fn fault(endpoint: &EndpointInfo, caller: &Caller, answer: Answer) -> Option<String> {
    let Answer {
        status,
        code,
        challenged,
    } = answer;
    let got = format!("{status} {}", code.as_ref().map_or("", ErrorCode::as_str));
    let undeclared = code.as_ref().is_some_and(|code| !endpoint.errors().contains(code));
    if status >= 500 || undeclared {
        return Some(format!("{got}, which is not declared"));
    }
    if admits(&endpoint.access, &caller.is) {
        let inside = FORBIDDEN_INSIDE
            .iter()
            .any(|(id, kind, _)| *id == endpoint.id && *kind == caller.kind);
        return match code {
            Some(ErrorCode::Forbidden) if inside => None,
            Some(ErrorCode::Unauthenticated | ErrorCode::Forbidden) => Some(format!("{got}, though admitted")),
            _ => None,
        };
    }
    let right = match caller.is {
        Is::Nobody => status == 401 && code == Some(ErrorCode::Unauthenticated) && challenged,
        _ => status == 403 && code == Some(ErrorCode::Forbidden),
    };
    (!right).then(|| format!("{got}, though not admitted"))
}

async fn callers(world: &World, expired: &Person) -> Result<Vec<Caller>> {
    let person = |kind: &str, person: &Person, works_here, platform| Caller {
        kind: kind.to_owned(),
        authorization: Some(format!("Bearer {}", person.token)),
        is: Is::Person { works_here, platform },
    };
    let nobody = |kind: &str, authorization: String| Caller {
        kind: kind.to_owned(),
        authorization: Some(authorization),
        is: Is::Nobody,
    };
    let mut callers = vec![
        Caller {
            kind: "anonymous".to_owned(),
            authorization: None,
            is: Is::Nobody,
        },
        person("customer", &world.guest, None, None),
        person("owner", &world.owner, Some(StaffRole::Owner), None),
        person("manager", &world.manager, Some(StaffRole::Manager), None),
        person("kitchen", &world.cook, Some(StaffRole::Kitchen), None),
        person("courier", &world.courier, Some(StaffRole::Courier), None),
        person("owner elsewhere", &world.other_owner, None, None),
        person("support", &world.support, None, Some(PlatformRole::Support)),
        person("finance", &world.finance, None, Some(PlatformRole::Finance)),
        person("admin", &world.admin, None, Some(PlatformRole::Admin)),
        nobody("expired token", format!("Bearer {}", expired.token)),
        nobody("garbage token", "Bearer what.ever.this".to_owned()),
        nobody("empty token", "Bearer ".to_owned()),
        nobody("other scheme", "Basic YWRtaW46YWRtaW4=".to_owned()),
    ];
    for (kind, token) in forgeries(&world.admin.token, world).await? {
        callers.push(nobody(kind, format!("Bearer {token}")));
    }
    for &scope in Scope::ALL {
        for (here, at) in [(true, world.kitchen.id()), (false, world.elsewhere.id())] {
            let (_, token) = world.api_client(&[scope], at).await?;
            callers.push(Caller {
                kind: format!(
                    "client for {} {}",
                    scope.as_str(),
                    if here { "here" } else { "elsewhere" }
                ),
                authorization: Some(format!("Bearer {token}")),
                is: Is::Client { scope, here },
            });
        }
    }
    Ok(callers)
}

/// Tokens that say the right things and are not ours.
async fn forgeries(genuine: &str, world: &World) -> Result<Vec<(&'static str, String)>> {
    let payload = genuine.split('.').nth(1).context("a JWT")?;
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload)?)?;
    let url = format!("{}/v1/.well-known/jwks.json", world.town.platform.url());
    let keys: JwkSet = world.http.get(url).send().await?.json().await?;
    let key = keys.keys.first().context("a key")?;

    let mut foreign_der = PKCS8_HEADER.to_vec();
    foreign_der.extend([7; 32]);
    let header = Header {
        kid: Some(key.kid.clone()),
        ..Header::new(Algorithm::EdDSA)
    };
    let foreign = jsonwebtoken::encode(&header, &claims, &EncodingKey::from_ed_der(&foreign_der))?;
    let header = Header {
        kid: Some(key.kid.clone()),
        ..Header::new(Algorithm::HS256)
    };
    let confused = jsonwebtoken::encode(&header, &claims, &EncodingKey::from_secret(key.x.as_bytes()))?;
    let none = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&json!({ "alg": "none", "kid": key.kid }))?);
    let (signed, signature) = genuine.rsplit_once('.').context("a JWT")?;
    let mut raised = claims.clone();
    raised["sub"] = json!(world.owner.account.id);
    let raised = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&raised)?);
    let head = signed.split('.').next().context("a JWT")?;
    Ok(vec![
        ("foreign key", foreign),
        ("symmetric key", confused),
        ("no signature", format!("{none}.{payload}.")),
        ("changed claims", format!("{head}.{raised}.{signature}")),
    ])
}
