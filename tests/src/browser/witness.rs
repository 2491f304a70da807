//! What a page does that cannot be seen on it: what it sends, when its cards appear, what it plays; and its clock.

use super::Browser;
use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::json;
use std::time::Duration;

const SCRIPT: &str = include_str!("witness.js");

/// Something that a page has sent to change something.
#[derive(Debug, Clone, Deserialize)]
pub struct Sent {
    /// E.g. `POST`.
    pub method: String,
    /// Where to.
    pub path: String,
    /// The idempotency key.
    pub key: Option<String>,
    /// The body.
    pub body: Option<String>,
    /// When, in milliseconds since 1970.
    pub at: f64,
    /// How it was answered, if it was.
    pub status: Option<u16>,
    /// When the answer's head had come, in milliseconds since 1970.
    pub answered: Option<f64>,
}

impl Sent {
    /// Whether the platform has taken it.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        self.status.is_some_and(|status| (200..300).contains(&status))
    }
}

impl Browser {
    /// Has every page that is opened from now on watched by a witness.
    ///
    /// # Errors
    /// The driver's.
    pub async fn watched(&self) -> Result<()> {
        let script = json!({ "source": SCRIPT });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", script)
            .await
            .map(drop)
    }

    /// Everything but reads that the page has sent since it was loaded, oldest first.
    ///
    /// # Errors
    /// When the page is not [watched](Self::watched).
    pub async fn sent(&self) -> Result<Vec<Sent>> {
        Ok(serde_json::from_value(self.script("return witness.sent", &[]).await?)?)
    }

    /// When an order's card appeared first, in milliseconds since 1970; it is there already.
    ///
    /// # Errors
    /// When there was none.
    pub async fn appeared(&self, number: &str) -> Result<f64> {
        let at = self
            .script("return witness.cards[arguments[0]] ?? null", &[json!(number)])
            .await?;
        at.as_f64().with_context(|| format!("no card of {number} was seen"))
    }

    /// Waits until the page plays a sound that goes on by itself, or plays none.
    ///
    /// # Errors
    /// When it does not become so.
    pub async fn plays(&self, plays: bool) -> Result<()> {
        let script = "return arguments[0] === witness.playing.some((source) => source.loop && source.context.state === 'running')";
        let what = if plays { "a sound is played" } else { "it is silent" };
        self.until(what, script, &[json!(plays)]).await
    }

    /// Lets the page show notifications of the system.
    ///
    /// # Errors
    /// The driver's.
    pub async fn may_notify(&self) -> Result<()> {
        self.allow("notifications").await
    }

    /// Waits until a [watched](Self::watched) tab behind this one, of the same browser, does something: an expression over
    /// `behind` that has `hidden`, `rings`, and the texts it has `notified` of by notifications of the system.
    ///
    /// # Errors
    /// When it does not become so.
    pub async fn behind(&self, what: &str, expression: &str, argument: &str) -> Result<()> {
        let script = format!(
            "if (!window.line) {{
                window.line = new BroadcastChannel('witness');
                window.line.onmessage = ({{ data }}) => (window.behind = data);
            }}
            window.line.postMessage('ask');
            const {{ behind }} = window;
            return Boolean(behind && ({expression}))"
        );
        self.until(what, &script, &[json!(argument)]).await
    }

    /// Lets the page hear nothing more over the streams that it has open, as on a connection that is dead without knowing.
    ///
    /// # Errors
    /// When the page is not [watched](Self::watched).
    pub async fn deaf(&self) -> Result<()> {
        self.script("witness.deaf = true", &[]).await.map(drop)
    }

    /// Sets the page's clock forward. Its timers go on as before.
    ///
    /// # Errors
    /// When the page is not [watched](Self::watched).
    pub async fn ahead(&self, by: Duration) -> Result<()> {
        let script = "witness.ahead += arguments[0]";
        self.script(script, &[json!(by.as_millis())]).await.map(drop)
    }
}
