//! Where the sources and the build output are.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The variable that tells tests where the platform's binary is, so that none builds it with other features.
pub const BINARY: &str = "FOODWALA_TEST_BINARY";

/// The checkout that the command was called in.
pub struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub root: PathBuf,
    /// Where cargo puts what it builds.
    pub target: PathBuf,
}

impl Workspace {
    /// Finds the checkout. Cargo says at run time which one it is: with a build folder shared between several clones,
    /// the path noted at compile time could be another clone's.
    ///
    /// # Errors
    ///
    /// The paths cannot be made absolute.
    pub fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&manifest)
            .parent()
            .context("xtask has no parent folder")?
            .to_owned();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => std::path::absolute(folder).context("CARGO_TARGET_DIR")?,
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// The platform's binary, as cargo builds it into the folder of a profile.
    pub fn binary(&self, profile: &str) -> PathBuf {
        let name = format!("foodwala{}", env::consts::EXE_SUFFIX);
        self.target.join(profile).join(name)
    }
}
