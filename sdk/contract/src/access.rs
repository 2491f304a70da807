//! Who may call an endpoint.

use serde::{Deserialize, Serialize};

/// What a person does at one restaurant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StaffRole {
    /// Owns it: everything, including staff.
    Owner,
    /// Runs it: menu, hours, orders, couriers.
    Manager,
    /// Cooks: works orders through the kitchen, marks dishes sold out.
    Kitchen,
    /// Delivers the orders assigned to them.
    Courier,
}

/// What a person does for the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlatformRole {
    /// Helps customers and restaurants.
    Support,
    /// Reads reports.
    Finance,
    /// Everything.
    Admin,
}

/// What an API client was allowed to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub enum Scope {
    /// Read the order board of its restaurants.
    #[serde(rename = "board:read")]
    BoardRead,
    /// Act on orders of its restaurants.
    #[serde(rename = "board:write")]
    BoardWrite,
    /// Publish menus and availability of its restaurants.
    #[serde(rename = "menu:write")]
    MenuWrite,
}

impl Scope {
    /// Every scope.
    pub const ALL: &'static [Self] = &[Self::BoardRead, Self::BoardWrite, Self::MenuWrite];

    /// The scope as OAuth 2.0 writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BoardRead => "board:read",
            Self::BoardWrite => "board:write",
            Self::MenuWrite => "menu:write",
        }
    }
}

/// Who may call an endpoint: anyone who matches one of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Access {
    /// Nobody needs to sign in.
    pub public: bool,
    /// Any signed-in person, for what is theirs.
    pub account: bool,
    /// Staff of the restaurant in the path, in one of these roles.
    pub staff: &'static [StaffRole],
    /// People with one of these platform roles.
    pub platform: &'static [PlatformRole],
    /// API clients that hold this scope, for their restaurants.
    pub scope: Option<Scope>,
}

impl Access {
    const NOBODY: Self = Self {
        public: false,
        account: false,
        staff: &[],
        platform: &[],
        scope: None,
    };
    /// Everyone, signed in or not.
    pub const PUBLIC: Self = Self {
        public: true,
        ..Self::NOBODY
    };
    /// Any signed-in person, for what is theirs.
    pub const ACCOUNT: Self = Self {
        account: true,
        ..Self::NOBODY
    };
    /// Owner or manager of the restaurant.
    pub const MANAGEMENT: Self = Self::staff(&[StaffRole::Owner, StaffRole::Manager]);
    /// Owner, manager or kitchen of the restaurant.
    pub const KITCHEN: Self = Self::staff(&[StaffRole::Owner, StaffRole::Manager, StaffRole::Kitchen]);
    /// Anyone who works at the restaurant.
    pub const ANY_STAFF: Self = Self::staff(&[
        StaffRole::Owner,
        StaffRole::Manager,
        StaffRole::Kitchen,
        StaffRole::Courier,
    ]);

    /// Staff of the restaurant in the path, in one of `roles`.
    pub const fn staff(roles: &'static [StaffRole]) -> Self {
        Self {
            staff: roles,
            ..Self::NOBODY
        }
    }

    /// People with one of these platform roles.
    pub const fn platform(roles: &'static [PlatformRole]) -> Self {
        Self {
            platform: roles,
            ..Self::NOBODY
        }
    }

    /// Also people with one of these platform roles.
    pub const fn or_platform(self, roles: &'static [PlatformRole]) -> Self {
        Self {
            platform: roles,
            ..self
        }
    }

    /// Also API clients that hold `scope`.
    pub const fn or_client(self, scope: Scope) -> Self {
        Self {
            scope: Some(scope),
            ..self
        }
    }
}
