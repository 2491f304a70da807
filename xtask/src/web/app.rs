//! The apps there are.

use std::path::PathBuf;

use crate::workspace::Workspace;

/// A web app.
pub struct App {
    /// Its folder in `target/web`.
    pub name: &'static str,
    /// The package and binary that is compiled.
    pub package: &'static str,
    /// Where it is served, with a slash at the end.
    pub base: &'static str,
    /// Folders of files that it needs at run time, and where each goes within the bundle's assets.
    pub assets: &'static [(&'static str, &'static str)],
}

/// All of them.
pub const APPS: &[App] = &[
    App {
        name: "customer",
        package: "foodwala-customer",
        base: "/",
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
        assets: &[
            ("apps/ui/assets", "ui"),
            ("apps/ui/web", ""),
            ("apps/restaurant/assets", ""),
        ],
    },
];

impl App {
    /// Its bundle.
    pub fn folder(&self, workspace: &Workspace) -> PathBuf {
        workspace.target.join("web").join(self.name)
    }
}
