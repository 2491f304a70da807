//! The apps there are.

use std::path::PathBuf;

use super::compile::Speed;
use crate::workspace::Workspace;

/// A web app.
pub struct App {
    /// Its folder in `target/web`.
    pub name: &'static str,
    /// The package and binary that is compiled.
    pub package: &'static str,
    /// Where it is served, with a slash at the end.
    pub base: &'static str,
    /// The module of the ways into its parts, if it comes in parts.
    pub parts: Option<&'static str>,
    /// Folders of files that it needs at run time, and where each goes within the bundle's assets.
    pub assets: &'static [(&'static str, &'static str)],
}

/// All of them.
pub const APPS: &[App] = &[
    App {
        name: "customer",
        package: "foodwala-customer",
        base: "/",
        parts: Some("foodwala_customer::parts"),
        assets: &[
            ("apps/ui/assets", "ui"),
            ("apps/ui/web", ""),
            ("apps/customer/assets", ""),
        ],
    },
    App {
        name: "restaurant",
        package: "foodwala-restaurant",
        base: "/restaurant/",
        parts: None,
        assets: &[
            ("apps/ui/assets", "ui"),
            ("apps/ui/web", ""),
            ("apps/restaurant/assets", ""),
        ],
    },
];

/// What they are called.
pub fn names() -> Vec<&'static str> {
    APPS.iter().map(|app| app.name).collect()
}

impl App {
    /// The module of the ways into its parts where they are files of their own: for looking at what one has just written, a
    /// single file will do.
    pub fn parts_at(&self, speed: Speed) -> Option<&'static str> {
        self.parts.filter(|_| speed == Speed::Small)
    }

    /// Its bundle.
    pub fn folder(&self, workspace: &Workspace) -> PathBuf {
        workspace.target.join("web").join(self.name)
    }
}
