//! The step that makes what the browser tests look at.

use anyhow::Result;

use super::counts::Counts;
use crate::web::{self, Speed};
use crate::workspace::Workspace;

/// The web apps compile and are bundled as everybody gets them, and axe-core is there.
///
/// # Errors
///
/// They don't compile, nothing here can compile for the browser, or npm cannot fetch axe-core.
pub fn apps(workspace: &Workspace) -> Result<Counts> {
    web::build(workspace, Speed::Small, None)?;
    web::axe(workspace)?;
    Ok(Counts::default())
}
