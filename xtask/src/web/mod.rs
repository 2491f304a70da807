//! The web apps as folders that the gateway serves.
//!
//! | module | job |
//! |---|---|
//! | `app` | the apps there are |
//! | `compile` | an app's wasm |
//! | `glue` | the JavaScript around it |
//! | `split` | a program in parts |
//! | `bundle` | everything of an app under the hash of its content |
//! | `styles` | many style sheets as one |
//! | `texts` | the texts of each language as one file |
//! | `compressed` | brotli and gzip twins of files |
//! | `weight` | what a first visit downloads |
//! | `dx` | what `dx serve` serves beside the program |
//! | `axe` | axe-core, for the browser tests |

mod app;
mod axe;
mod bundle;
mod compile;
mod compressed;
mod dx;
mod glue;
mod split;
mod styles;
mod texts;
mod weight;

pub use app::names;
pub use axe::fetch as axe;
pub use compile::Speed;

use anyhow::{Context, Result};

use crate::workspace::Workspace;

/// Puts beside the sources of an app what `dx` serves with it; the app's package.
///
/// # Errors
///
/// There is no such app, or a file cannot be written.
pub fn for_dx(workspace: &Workspace, name: &str) -> Result<&'static str> {
    let app = app::APPS.iter().find(|app| app.name == name);
    let app = app.with_context(|| format!("there is no app {name}"))?;
    dx::write(workspace, app).with_context(|| format!("the {name} app"))?;
    Ok(app.package)
}

/// Builds every app, or the one of a name, whose inputs have changed and says what each weighs.
///
/// # Errors
///
/// Nothing here can compile for the browser, an app does not compile, or a file cannot be written.
pub fn build(workspace: &Workspace, speed: Speed, name: Option<&str>) -> Result<()> {
    let compiled = compile::apps(workspace, speed, name)?;
    for (app, wasm) in &compiled {
        bundle::write(workspace, app, wasm, speed).with_context(|| format!("the {} app", app.name))?;
    }
    Ok(())
}
