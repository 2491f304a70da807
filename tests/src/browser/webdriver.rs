//! As much of the WebDriver protocol as the tests need (<https://www.w3.org/TR/webdriver2/>).

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// The key under which an element's reference is sent.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A session with a driver: one browser.
#[derive(Debug, Clone)]
pub(super) struct Session {
    http: reqwest::Client,
    url: String,
}

/// An element of the page as it was when it was found.
#[derive(Debug, Clone)]
pub(super) struct Element(String);

impl Element {
    /// As an argument of a script.
    pub(super) fn to_json(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }
}

impl Session {
    pub(super) async fn begin(driver: &str, capabilities: Value) -> Result<Self> {
        // The provider is the SDK's choice: it may have been made already.
        let http = reqwest::Client::builder().tls_certs_only([]).build()?;
        let begun = Self {
            http,
            url: driver.to_owned(),
        };
        let body = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let answer = begun.post("/session", body).await?;
        let id = answer["sessionId"].as_str().context("no session")?;
        Ok(Self {
            url: format!("{driver}/session/{id}"),
            ..begun
        })
    }

    pub(super) async fn go(&self, url: &str) -> Result<()> {
        self.post("/url", json!({ "url": url })).await.map(drop)
    }

    pub(super) async fn reload(&self) -> Result<()> {
        self.post("/refresh", json!({})).await.map(drop)
    }

    pub(super) async fn back(&self) -> Result<()> {
        self.post("/back", json!({})).await.map(drop)
    }

    pub(super) async fn find(&self, css: &str) -> Result<Vec<Element>> {
        let body = json!({ "using": "css selector", "value": css });
        let found = self.post("/elements", body).await?;
        let found = found.as_array().into_iter().flatten();
        Ok(found
            .filter_map(|element| Some(Element(element[ELEMENT].as_str()?.to_owned())))
            .collect())
    }

    pub(super) async fn click(&self, element: &Element) -> Result<()> {
        self.post(&format!("/element/{}/click", element.0), json!({}))
            .await
            .map(drop)
    }

    pub(super) async fn clear(&self, element: &Element) -> Result<()> {
        self.post(&format!("/element/{}/clear", element.0), json!({}))
            .await
            .map(drop)
    }

    pub(super) async fn keys(&self, element: &Element, text: &str) -> Result<()> {
        self.post(&format!("/element/{}/value", element.0), json!({ "text": text }))
            .await
            .map(drop)
    }

    /// A key to whatever has the focus.
    pub(super) async fn press(&self, key: char) -> Result<()> {
        let actions = [
            json!({ "type": "keyDown", "value": key }),
            json!({ "type": "keyUp", "value": key }),
        ];
        let body = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] });
        self.post("/actions", body).await.map(drop)
    }

    /// The body of a function; what it returns, or what the promise that it returns resolves to.
    pub(super) async fn script(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        self.post("/execute/sync", json!({ "script": script, "args": arguments }))
            .await
    }

    pub(super) async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        self.post("/goog/cdp/execute", json!({ "cmd": command, "params": parameters }))
            .await
    }

    /// What the browser has logged since it was asked last.
    pub(super) async fn log(&self) -> Result<Value> {
        self.post("/se/log", json!({ "type": "browser" })).await
    }

    /// A picture, base64.
    pub(super) async fn picture(&self) -> Result<String> {
        let picture = self.get("/screenshot").await?;
        Ok(picture.as_str().context("no picture")?.to_owned())
    }

    /// The windows there are.
    pub(super) async fn windows(&self) -> Result<Vec<String>> {
        Ok(serde_json::from_value(self.get("/window/handles").await?)?)
    }

    pub(super) async fn new_tab(&self) -> Result<String> {
        let answer = self.post("/window/new", json!({ "type": "tab" })).await?;
        Ok(answer["handle"].as_str().context("no tab")?.to_owned())
    }

    pub(super) async fn turn_to(&self, window: &str) -> Result<()> {
        self.post("/window", json!({ "handle": window })).await.map(drop)
    }

    async fn get(&self, path: &str) -> Result<Value> {
        let answer = self.http.get(format!("{}{path}", self.url)).send().await?;
        read(path, answer).await
    }

    async fn post(&self, path: &str, body: Value) -> Result<Value> {
        let answer = self.http.post(format!("{}{path}", self.url)).json(&body).send().await?;
        read(path, answer).await
    }
}

async fn read(path: &str, answer: reqwest::Response) -> Result<Value> {
    let status = answer.status();
    let mut answer: Value = answer
        .json()
        .await
        .with_context(|| format!("the driver's answer to {path}"))?;
    let value = answer["value"].take();
    if status.is_success() {
        return Ok(value);
    }
    let (error, message) = (value["error"].as_str(), value["message"].as_str());
    bail!("{path}: {}: {}", error.unwrap_or_default(), message.unwrap_or_default())
}
