//! A real browser on a real platform: what people see and touch.
//!
//! ```no_run
//! # use foodwala_tests::browser::{Look, Stage};
//! # async fn test() -> anyhow::Result<()> {
//! let Some(mut stage) = Stage::open().await? else { return Ok(()) };    // skipped: no browser or no bundle here
//! let mut page = stage.browser(Look::PHONE.dark()).await?;              // a fresh profile at the platform's address
//! page.open("/").await?;                                                // waits until the app runs
//! page.click("a[href='/sign-in']").await?;                              // waits until it is there, then really clicks
//! page.fill("#email", "customer@demo.foodwala.app").await?;
//! page.sees("Welcome").await?;                                          // waits for a text
//! page.picture("sign-in").await?;                                       // target/screenshots/sign-in.png
//! page.assert_accessible("sign-in").await?;                             // axe-core finds nothing
//! page.assert_quiet().await?;                                           // nothing on the console
//! stage.stop().await?;                                                  // the platform goes away …
//! stage.start().await?;                                                 // … and comes back at the same address
//! # Ok(())
//! # }
//! ```
//!
//! * [`Stage`] is the real binary with the web bundle and a copy of the demo town (made once a day, kept in
//!   `target/browser-town`); everybody in it has the password [`PASSWORD`]. Tests may change everything in their copy.
//! * [`Browser`] is Chromium, driven over WebDriver and, for what that lacks, the DevTools protocol: [`Browser::script`]
//!   and [`Browser::devtools`] do whatever the methods here do not.
//! * All waiting is for conditions, [`PATIENCE`] at most, and what was waited for is in the error, with a picture of the page
//!   beside it. Nothing sleeps for time.
//! * Without Chromium, its driver, the bundle (`cargo xtask web`) or axe-core, [`Stage::open`] answers none and the test is
//!   skipped; not so where `CI` is set or `FOODWALA_REQUIRE` names `browser`, as in `cargo xtask test`, which installs and
//!   builds them.
//!
//! | module | holds |
//! |---|---|
//! | `stage` | the platform with its bundle and town |
//! | `page` | what a test does with a browser |
//! | `people` | people with accounts, and a kitchen |
//! | `driver` | starting and ending Chromium |
//! | `webdriver` | the protocol |
//! | `witness` | what a page does that cannot be seen on it |

mod driver;
mod look;
mod page;
mod people;
mod stage;
mod webdriver;
mod witness;

pub(crate) use driver::on_path;
pub use look::{Look, Size};
pub use page::{Browser, Violation};
pub(crate) use stage::target;
pub use stage::{PASSWORD, Stage};
pub use witness::Sent;

use std::time::Duration;

/// How long anything on a page may take, also on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(60);
