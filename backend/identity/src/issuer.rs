//! Signs access tokens with the key whose turn it is.

use crate::domain::after;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use foodwala_contract::{
    access::Scope,
    auth::{Account, ApiClient, Jwk, JwkSet},
};
use foodwala_platform::auth::{Claims, Subject};
use jiff::Timestamp;
use jsonwebtoken::{
    Algorithm, EncodingKey, Header,
    errors::Error as JwtError,
    jwk::{AlgorithmParameters, Jwk as DerivedJwk},
};
use std::{
    fmt,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};
use uuid::Uuid;

/// What comes before the 32 bytes of an Ed25519 key in PKCS#8 (RFC 8410, section 7).
const PKCS8_HEADER: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

/// A token could not be signed, or a key not be used.
#[derive(Debug, thiserror::Error)]
pub enum SigningError {
    /// No key has been loaded yet.
    #[error("there is no signing key")]
    NoKey,
    /// A key in the database is not an Ed25519 key.
    #[error("the signing key {kid} cannot be used")]
    BadKey {
        /// Which.
        kid: String,
        /// What is wrong with it, where the library says so.
        #[source]
        source: Option<JwtError>,
    },
    /// The library refused.
    #[error("a token could not be signed")]
    Failed(#[source] JwtError),
}

/// A key as it is kept.
#[derive(Clone)]
pub struct SigningKey {
    /// One more than that of the key before.
    pub generation: i64,
    /// The name in tokens and in the key set.
    pub kid: String,
    /// PKCS#8 DER.
    pub private_key: Vec<u8>,
    /// From when on it signs.
    pub active_from: Timestamp,
}

impl SigningKey {
    /// A fresh key.
    pub fn random(generation: i64, active_from: Timestamp, now: Timestamp) -> Self {
        let private_key = [PKCS8_HEADER.as_slice(), &rand::random::<[u8; 32]>()].concat();
        Self {
            generation,
            kid: foodwala_clock::new_id(now).to_string(),
            private_key,
            active_from,
        }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("kid", &self.kid)
            .finish_non_exhaustive()
    }
}

struct Ready {
    kid: String,
    active_from: Timestamp,
    private: EncodingKey,
    public: Jwk,
}

impl Ready {
    fn new(key: &SigningKey) -> Result<Self, SigningError> {
        let bad = |source| SigningError::BadKey {
            kid: key.kid.clone(),
            source,
        };
        let private = EncodingKey::from_ed_der(&key.private_key);
        let derived = DerivedJwk::from_encoding_key(&private, Algorithm::EdDSA).map_err(|error| bad(Some(error)))?;
        let AlgorithmParameters::OctetKeyPair(pair) = derived.algorithm else {
            return Err(bad(None));
        };
        let public = Jwk {
            kty: "OKP".to_owned(),
            crv: "Ed25519".to_owned(),
            x: pair.x,
            kid: key.kid.clone(),
            alg: "EdDSA".to_owned(),
            usage: "sig".to_owned(),
        };
        if URL_SAFE_NO_PAD.decode(&public.x).is_ok_and(|x| x.len() == 32) {
            Ok(Self {
                kid: key.kid.clone(),
                active_from: key.active_from,
                private,
                public,
            })
        } else {
            Err(bad(None))
        }
    }
}

/// Signs access tokens.
pub struct Issuer {
    issuer: String,
    audience: String,
    token_life: Duration,
    keys: RwLock<Arc<[Ready]>>,
}

impl fmt::Debug for Issuer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Issuer")
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}

/// A signed token.
#[derive(Debug)]
pub struct AccessToken {
    /// The JWT.
    pub text: String,
    /// Seconds until it ends.
    pub expires_in: u32,
}

impl Issuer {
    /// An issuer that has no key yet.
    pub fn new(issuer: String, audience: String, token_life: Duration) -> Self {
        Self {
            issuer,
            audience,
            token_life,
            keys: RwLock::new(Arc::new([])),
        }
    }

    /// Signs with these keys from now on, oldest first. `false` when they are the ones it has.
    pub fn set_keys(&self, keys: &[SigningKey]) -> Result<bool, SigningError> {
        let same = {
            let held = self.held();
            held.len() == keys.len() && held.iter().zip(keys).all(|(held, key)| held.kid == key.kid)
        };
        if !same {
            let ready = keys.iter().map(Ready::new).collect::<Result<Arc<[_]>, _>>()?;
            *self.keys.write().unwrap_or_else(PoisonError::into_inner) = ready;
        }
        Ok(!same)
    }

    /// The public keys, of which some have signed, one signs, and one may be about to.
    pub fn jwks(&self) -> JwkSet {
        JwkSet {
            keys: self.held().iter().map(|key| key.public.clone()).collect(),
        }
    }

    /// A token for a person in a session.
    pub fn for_account(&self, account: &Account, session: Uuid, now: Timestamp) -> Result<AccessToken, SigningError> {
        self.sign(now, |claims| Claims {
            sub: account.id.uuid(),
            sid: Some(session),
            roles: account.platform_roles.clone(),
            ..claims
        })
    }

    /// A token for an API client, for some of its scopes.
    pub fn for_client(
        &self,
        client: &ApiClient,
        scopes: &[Scope],
        now: Timestamp,
    ) -> Result<AccessToken, SigningError> {
        self.sign(now, |claims| Claims {
            sub: client.id.uuid(),
            subject: Subject::Client,
            scopes: scopes.to_vec(),
            restaurants: client.restaurant_ids.clone(),
            ..claims
        })
    }

    fn sign(&self, now: Timestamp, fill: impl FnOnce(Claims) -> Claims) -> Result<AccessToken, SigningError> {
        let keys = self.held();
        // Where the clock is behind that of the process that made the first key, that key signs all the same.
        let active = keys.iter().rfind(|key| key.active_from <= now);
        let key = active.or(keys.first()).ok_or(SigningError::NoKey)?;
        let claims = fill(Claims {
            iss: self.issuer.clone(),
            aud: self.audience.clone(),
            sub: Uuid::nil(),
            subject: Subject::Account,
            jti: foodwala_clock::new_id(now),
            sid: None,
            iat: now.as_second(),
            exp: after(now, self.token_life).as_second(),
            roles: Vec::new(),
            scopes: Vec::new(),
            restaurants: Vec::new(),
        });
        let header = Header {
            kid: Some(key.kid.clone()),
            ..Header::new(Algorithm::EdDSA)
        };
        let text = jsonwebtoken::encode(&header, &claims, &key.private).map_err(SigningError::Failed)?;
        let expires_in = u32::try_from(self.token_life.as_secs()).unwrap_or(u32::MAX);
        Ok(AccessToken { text, expires_in })
    }

    fn held(&self) -> Arc<[Ready]> {
        Arc::clone(&self.keys.read().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_contract::AccountId;
    use foodwala_platform::TokenVerifier;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn a_token_says_who_and_is_verified_by_the_published_key() {
        let issuer = Issuer::new("us".to_owned(), "all".to_owned(), Duration::from_mins(15));
        let account = Account {
            id: AccountId(Uuid::from_u128(7)),
            email: "a@example.org".to_owned(),
            display_name: "A".to_owned(),
            locale: "en".to_owned(),
            platform_roles: vec![foodwala_contract::access::PlatformRole::Admin],
            created_at: at(0),
        };
        assert!(matches!(
            issuer.for_account(&account, Uuid::nil(), at(5)),
            Err(SigningError::NoKey)
        ));

        let (old, next) = (
            SigningKey::random(1, at(0), at(0)),
            SigningKey::random(2, at(100), at(0)),
        );
        assert!(issuer.set_keys(&[old.clone(), next.clone()]).unwrap());
        assert!(!issuer.set_keys(&[old.clone(), next.clone()]).unwrap());
        let verifier = TokenVerifier::new("us", "all");
        verifier.set_keys(&issuer.jwks()).unwrap();
        for (now, key) in [(50, &old), (150, &next)] {
            let token = issuer.for_account(&account, Uuid::from_u128(9), at(now)).unwrap();
            assert_eq!(
                jsonwebtoken::decode_header(&token.text).unwrap().kid.as_ref(),
                Some(&key.kid)
            );
            let claims = verifier.verify(&token.text, at(now)).unwrap();
            assert_eq!((claims.sub, claims.sid), (account.id.uuid(), Some(Uuid::from_u128(9))));
            assert_eq!((claims.exp, token.expires_in), (now + 900, 900));
            assert_eq!(claims.roles, account.platform_roles);
            assert!(verifier.verify(&token.text, at(now + 900)).is_err());
        }
        let stranger = TokenVerifier::new("us", "others");
        stranger.set_keys(&issuer.jwks()).unwrap();
        let token = issuer.for_account(&account, Uuid::nil(), at(50)).unwrap();
        assert!(stranger.verify(&token.text, at(50)).is_err());
    }

    #[test]
    fn a_key_that_is_none_is_refused_and_named() {
        let issuer = Issuer::new(String::new(), String::new(), Duration::from_mins(15));
        let bad = SigningKey {
            private_key: vec![1, 2, 3],
            ..SigningKey::random(1, at(0), at(0))
        };
        let Err(SigningError::BadKey { kid, .. }) = issuer.set_keys(std::slice::from_ref(&bad)) else {
            panic!("taken")
        };
        assert_eq!(kid, bad.kid);
        assert!(!format!("{bad:?}").contains('['));
    }
}
