//! Cursor pages.

use serde::{Deserialize, Serialize};

/// One page of a list. A missing `next_cursor` means the end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema), schemars(rename = "{T}Page"))]
pub struct Page<T> {
    /// The entries, in the list's order.
    pub items: Vec<T>,
    /// Pass as `cursor` for the following page. Opaque: only the server reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// Which page of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PageQuery {
    /// `next_cursor` of the page before; absent for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Entries wanted, 1 to 100; 20 if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

impl PageQuery {
    /// Entries a page holds unless the caller says otherwise.
    pub const DEFAULT_LIMIT: u32 = 20;
    /// The most entries a page may hold.
    pub const MAX_LIMIT: u32 = 100;

    /// The number of entries to return, within bounds.
    pub fn limit(&self) -> usize {
        self.limit.unwrap_or(Self::DEFAULT_LIMIT).clamp(1, Self::MAX_LIMIT) as usize
    }
}
