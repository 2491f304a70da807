//! Who calls.

use super::{Claims, Subject};
use crate::ApiError;
use async_trait::async_trait;
use foodwala_contract::{
    AccountId, ClientId, RestaurantId,
    access::{PlatformRole, Scope, StaffRole},
};
use jiff::Timestamp;
use std::sync::Arc;

/// Who calls an endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// Nobody who signed in.
    Anonymous,
    /// A person or an API client with a verified token.
    Known(Arc<Claims>),
}

impl Caller {
    /// The person, if it is one.
    pub fn account_id(&self) -> Option<AccountId> {
        match self {
            Self::Known(claims) if claims.subject == Subject::Account => Some(AccountId(claims.sub)),
            _ => None,
        }
    }

    /// The API client, if it is one.
    pub fn client_id(&self) -> Option<ClientId> {
        match self {
            Self::Known(claims) if claims.subject == Subject::Client => Some(ClientId(claims.sub)),
            _ => None,
        }
    }

    /// What the person does for the platform; nothing for anybody else.
    pub fn platform_roles(&self) -> &[PlatformRole] {
        match self {
            Self::Known(claims) if claims.subject == Subject::Account => &claims.roles,
            _ => &[],
        }
    }

    /// Whether it is an API client that may do `scope` at `restaurant`.
    pub fn holds(&self, scope: Scope, restaurant: Option<RestaurantId>) -> bool {
        match self {
            Self::Known(claims) if claims.subject == Subject::Client => {
                claims.scopes.contains(&scope) && restaurant.is_none_or(|id| claims.restaurants.contains(&id))
            }
            _ => false,
        }
    }

    /// The name under which the caller's idempotency keys are kept.
    pub fn key(&self) -> String {
        match self {
            Self::Anonymous => "anonymous".to_owned(),
            Self::Known(claims) => match claims.subject {
                Subject::Account => format!("account:{}", claims.sub),
                Subject::Client => format!("client:{}", claims.sub),
            },
        }
    }

    /// When the caller's token ends.
    pub fn expires_at(&self) -> Option<Timestamp> {
        match self {
            Self::Anonymous => None,
            Self::Known(claims) => Timestamp::from_second(claims.exp).ok(),
        }
    }
}

/// Who works where: answered by the service that owns the staff.
#[async_trait]
pub trait StaffDirectory: Send + Sync {
    /// What `account` does at `restaurant`, if anything.
    async fn role(&self, restaurant: RestaurantId, account: AccountId) -> Result<Option<StaffRole>, ApiError>;
}
