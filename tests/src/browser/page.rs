//! What a test does with a browser.

use super::{
    Look, PATIENCE,
    driver::{Driver, Programs},
    webdriver::{Element, Session},
};
use anyhow::{Context, Result, bail, ensure};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    fmt,
    path::{Path, PathBuf},
    time::Duration,
};
use tokio::time::Instant;

/// How often a page is looked at while something is waited for.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// A browser with one page.
#[derive(Debug)]
pub struct Browser {
    session: Session,
    url: String,
    axe: PathBuf,
    pictures: PathBuf,
    _driver: Driver,
}

/// Something that axe-core has found.
#[derive(Debug, Clone, Deserialize)]
pub struct Violation {
    /// The rule, e.g. `color-contrast`.
    pub id: String,
    /// How much it hurts: `minor`, `moderate`, `serious` or `critical`.
    pub impact: Option<String>,
    /// What is wrong.
    pub help: String,
    /// Where.
    pub places: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let impact = self.impact.as_deref().unwrap_or("unknown");
        write!(f, "{} ({impact}): {}", self.id, self.help)?;
        self.places.iter().try_for_each(|place| write!(f, "\n    {place}"))
    }
}

impl Browser {
    pub(super) async fn start(
        programs: &Programs,
        look: Look,
        url: String,
        axe: PathBuf,
        pictures: PathBuf,
    ) -> Result<Self> {
        let (driver, session) = Driver::start(programs, look).await?;
        let browser = Self {
            session,
            url,
            axe,
            pictures,
            _driver: driver,
        };
        let features = [
            json!({ "name": "prefers-color-scheme", "value": if look.dark { "dark" } else { "light" } }),
            json!({ "name": "prefers-reduced-motion", "value": if look.still { "reduce" } else { "no-preference" } }),
        ];
        browser
            .devtools("Emulation.setEmulatedMedia", json!({ "features": features }))
            .await?;
        Ok(browser)
    }

    // ---- Where it is.

    /// Goes to an address of the app, as if it were typed, and waits until the app runs.
    ///
    /// # Errors
    /// When the app does not start.
    pub async fn open(&self, path: &str) -> Result<()> {
        self.session.go(&format!("{}{path}", self.url)).await?;
        self.runs().await
    }

    /// Loads the page anew and waits until the app runs.
    ///
    /// # Errors
    /// When the app does not start.
    pub async fn reload(&self) -> Result<()> {
        self.session.reload().await?;
        self.runs().await
    }

    /// Goes back, as the browser's button does.
    ///
    /// # Errors
    /// The driver's.
    pub async fn back(&self) -> Result<()> {
        self.session.back().await
    }

    /// Waits until the app has drawn its first page.
    ///
    /// # Errors
    /// When it does not.
    pub async fn runs(&self) -> Result<()> {
        self.until(
            "the app runs",
            "return document.documentElement.dataset.app === 'running'",
            &[],
        )
        .await
    }

    /// The path and query of the address.
    ///
    /// # Errors
    /// The driver's.
    pub async fn path(&self) -> Result<String> {
        self.text_of("return location.pathname + location.search").await
    }

    /// Waits until the path is this one, whatever its query.
    ///
    /// # Errors
    /// When it does not become so.
    pub async fn is_at(&self, path: &str) -> Result<()> {
        let script = "return location.pathname === arguments[0]";
        self.until(&format!("the path is {path}"), script, &[json!(path)]).await
    }

    /// Opens another tab of the same browser at an address of the app and turns to it. Answers the two tabs' names, the
    /// one before and the new one, for [`Browser::turn_to`].
    ///
    /// # Errors
    /// When the app does not start.
    pub async fn open_tab(&self, path: &str) -> Result<(String, String)> {
        let before = self.session.windows().await?;
        let new = self.session.new_tab().await?;
        self.session.turn_to(&new).await?;
        self.open(path).await?;
        let old = before.into_iter().next_back().context("no tab")?;
        Ok((old, new))
    }

    /// Turns to a tab.
    ///
    /// # Errors
    /// The driver's.
    pub async fn turn_to(&self, tab: &str) -> Result<()> {
        self.session.turn_to(tab).await
    }

    // ---- What is there.

    /// Waits until something matches.
    ///
    /// # Errors
    /// When nothing does.
    pub async fn finds(&self, css: &str) -> Result<()> {
        let script = "return document.querySelector(arguments[0]) !== null";
        self.until(&format!("{css} is there"), script, &[json!(css)]).await
    }

    /// Waits until nothing matches.
    ///
    /// # Errors
    /// When something still does.
    pub async fn loses(&self, css: &str) -> Result<()> {
        let script = "return document.querySelector(arguments[0]) === null";
        self.until(&format!("{css} is gone"), script, &[json!(css)]).await
    }

    /// Waits until a text can be seen, in whatever case it is written.
    ///
    /// # Errors
    /// When it cannot.
    pub async fn sees(&self, text: &str) -> Result<()> {
        let script = "return document.body.innerText.toLowerCase().includes(arguments[0].toLowerCase())";
        self.until(&format!("the text {text:?}"), script, &[json!(text)]).await
    }

    /// Whether something matches now.
    ///
    /// # Errors
    /// The driver's.
    pub async fn has(&self, css: &str) -> Result<bool> {
        Ok(!self.session.find(css).await?.is_empty())
    }

    /// How many elements match now.
    ///
    /// # Errors
    /// The driver's.
    pub async fn count(&self, css: &str) -> Result<usize> {
        Ok(self.session.find(css).await?.len())
    }

    /// The visible text of the first that matches, when there is one.
    ///
    /// # Errors
    /// When there is none.
    pub async fn text(&self, css: &str) -> Result<String> {
        self.finds(css).await?;
        let script = "return document.querySelector(arguments[0])?.innerText ?? ''";
        let text = self.script(script, &[json!(css)]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    // ---- What a person does.

    /// Clicks the first that matches, as soon as it is there and nothing covers it.
    ///
    /// # Errors
    /// When it cannot be clicked.
    pub async fn click(&self, css: &str) -> Result<()> {
        self.act(css, async |element| self.session.click(element).await).await
    }

    /// Clicks the first of those that match whose text, or label, has these words.
    ///
    /// # Errors
    /// When there is none, or it cannot be clicked.
    pub async fn click_words(&self, css: &str, words: &str) -> Result<()> {
        let script = "const named = (element) => `${element.innerText} ${element.getAttribute('aria-label') ?? ''}`;
            const wanted = arguments[1].toLowerCase();
            const found = [...document.querySelectorAll(arguments[0])]
                .find((element) => named(element).toLowerCase().includes(wanted) && element.checkVisibility());
            document.querySelectorAll('[data-test-words]').forEach((element) => element.removeAttribute('data-test-words'));
            found?.setAttribute('data-test-words', '');
            return found !== undefined";
        self.until(&format!("{css} says {words:?}"), script, &[json!(css), json!(words)])
            .await?;
        self.click("[data-test-words]").await
    }

    /// Replaces what a field holds by typing.
    ///
    /// # Errors
    /// When it cannot be typed into.
    pub async fn fill(&self, css: &str, text: &str) -> Result<()> {
        self.act(css, async |element| {
            self.session.clear(element).await?;
            self.session.keys(element, text).await
        })
        .await
    }

    /// Types into a field what is there already goes before.
    ///
    /// # Errors
    /// When it cannot be typed into.
    pub async fn keys(&self, css: &str, text: &str) -> Result<()> {
        self.act(css, async |element| self.session.keys(element, text).await)
            .await
    }

    /// Presses Tab.
    ///
    /// # Errors
    /// The driver's.
    pub async fn tab(&self) -> Result<()> {
        self.session.press('\u{e004}').await
    }

    /// Presses Enter.
    ///
    /// # Errors
    /// The driver's.
    pub async fn enter(&self) -> Result<()> {
        self.session.press('\u{e007}').await
    }

    /// Presses Escape.
    ///
    /// # Errors
    /// The driver's.
    pub async fn escape(&self) -> Result<()> {
        self.session.press('\u{e00c}').await
    }

    /// Does something to the first that matches. What is drawn anew in between, moves or is covered is tried again.
    async fn act(&self, css: &str, act: impl AsyncFn(&Element) -> Result<()>) -> Result<()> {
        let begun = Instant::now();
        loop {
            match self.act_once(css, &act).await {
                Ok(()) => return Ok(()),
                Err(error) if begun.elapsed() > PATIENCE => return self.fail(&format!("{css}: {error:#}")).await,
                Err(_) => tokio::time::sleep(LOOK_AGAIN).await,
            }
        }
    }

    async fn act_once(&self, css: &str, act: &impl AsyncFn(&Element) -> Result<()>) -> Result<()> {
        let found = self.session.find(css).await?;
        let element = found.first().context("nothing matches")?;
        let scroll = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.session.script(scroll, &[element.to_json()]).await?;
        act(element).await
    }

    // ---- What the tests hold against it.

    /// What axe-core finds on the page as it is.
    ///
    /// # Errors
    /// When axe-core cannot run.
    pub async fn violations(&self) -> Result<Vec<Violation>> {
        let axe = tokio::fs::read_to_string(&self.axe).await?;
        self.script(&axe, &[]).await?;
        let script = "return axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
            violations.map(({ id, impact, help, nodes }) => ({
                id, impact, help,
                places: nodes.slice(0, 8).map(({ html, failureSummary }) => `${html.slice(0, 200)} — ${failureSummary}`),
            })))";
        Ok(serde_json::from_value(self.script(script, &[]).await?)?)
    }

    /// Holds that axe-core finds nothing. `name` says which page, in the error and for its picture.
    ///
    /// # Errors
    /// When it finds something.
    pub async fn assert_accessible(&self, name: &str) -> Result<()> {
        let found = self.violations().await?;
        if found.is_empty() {
            return Ok(());
        }
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        self.picture(&format!("inaccessible-{name}")).await?;
        bail!("axe-core on {name}:\n{}", found.join("\n"))
    }

    /// Errors and warnings on the console since it was asked last.
    ///
    /// # Errors
    /// The driver's.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        let log = self.session.log().await?;
        let log = log.as_array().into_iter().flatten();
        Ok(log
            .filter(|entry| matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING")))
            .map(|entry| entry["message"].as_str().unwrap_or_default().to_owned())
            .collect())
    }

    /// Holds that there was nothing on the console since it was asked last.
    ///
    /// # Errors
    /// When there was.
    pub async fn assert_quiet(&self) -> Result<()> {
        let complaints = self.complaints().await?;
        ensure!(complaints.is_empty(), "on the console:\n{}", complaints.join("\n"));
        Ok(())
    }

    /// Holds that nothing has to be scrolled sideways.
    ///
    /// # Errors
    /// When something has.
    pub async fn assert_fits(&self) -> Result<()> {
        let script = "const root = document.documentElement; return root.scrollWidth - root.clientWidth";
        let over = self.script(script, &[]).await?.as_i64().unwrap_or_default();
        if over > 0 {
            return self.fail(&format!("the page is {over} px wider than the screen")).await;
        }
        Ok(())
    }

    /// Takes a picture of what is on the screen: `target/screenshots/<name>.png`.
    ///
    /// # Errors
    /// When it cannot be taken or written.
    pub async fn picture(&self, name: &str) -> Result<PathBuf> {
        self.script("return document.fonts.ready.then(() => true)", &[]).await?;
        let picture = STANDARD.decode(self.session.picture().await?)?;
        let file = self.pictures.join(format!("{name}.png"));
        tokio::fs::create_dir_all(&self.pictures).await?;
        tokio::fs::write(&file, picture).await?;
        Ok(file)
    }

    /// Takes a picture of the whole page, as far as it can be scrolled down.
    ///
    /// # Errors
    /// When it cannot be taken or written.
    pub async fn whole_picture(&self, name: &str) -> Result<PathBuf> {
        let parameters = json!({ "format": "png", "captureBeyondViewport": true });
        let picture = self.devtools("Page.captureScreenshot", parameters).await?;
        let picture = STANDARD.decode(picture["data"].as_str().context("no picture")?)?;
        let file = self.pictures.join(format!("{name}.png"));
        tokio::fs::create_dir_all(&self.pictures).await?;
        tokio::fs::write(&file, picture).await?;
        Ok(file)
    }

    // ---- What the page keeps.

    /// Everything in the page's `localStorage`.
    ///
    /// # Errors
    /// The driver's.
    pub async fn storage(&self) -> Result<BTreeMap<String, String>> {
        let stored = self.script("return { ...localStorage }", &[]).await?;
        Ok(serde_json::from_value(stored)?)
    }

    /// The names of the page's caches, and how many answers each holds.
    ///
    /// # Errors
    /// The driver's.
    pub async fn caches(&self) -> Result<BTreeMap<String, usize>> {
        let script = "return caches.keys().then((names) => Promise.all(names.map(async (name) =>
            [name, (await (await caches.open(name)).keys()).length]))).then(Object.fromEntries)";
        Ok(serde_json::from_value(self.script(script, &[]).await?)?)
    }

    /// Waits until the service worker answers for the page.
    ///
    /// # Errors
    /// When it does not.
    pub async fn is_kept(&self) -> Result<()> {
        let script = "return navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)";
        self.until("the service worker is in charge", script, &[]).await
    }

    // ---- The network and the place.

    /// Takes the page's network away, or gives it back. The page knows of it (`navigator.onLine`), its service worker does
    /// not: stop the [`Stage`](super::Stage) as well.
    ///
    /// # Errors
    /// The driver's.
    pub async fn offline(&self, offline: bool) -> Result<()> {
        let conditions = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.devtools("Network.enable", json!({})).await?;
        self.devtools("Network.emulateNetworkConditions", conditions)
            .await
            .map(drop)
    }

    /// Slows the page's network to `kilobits` a second with `latency`, and the processor by `times`.
    ///
    /// # Errors
    /// The driver's.
    pub async fn slow(&self, kilobits: u32, latency: Duration, times: u32) -> Result<()> {
        let throughput = kilobits * 1000 / 8;
        let conditions = json!({
            "offline": false, "latency": latency.as_secs_f64() * 1000.0,
            "downloadThroughput": throughput, "uploadThroughput": throughput,
        });
        self.devtools("Network.enable", json!({})).await?;
        self.devtools("Network.emulateNetworkConditions", conditions).await?;
        self.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": times }))
            .await
            .map(drop)
    }

    /// Lets the page know where it is.
    ///
    /// # Errors
    /// The driver's.
    pub async fn located(&self, latitude: f64, longitude: f64) -> Result<()> {
        self.allow("geolocation").await?;
        let place = json!({ "latitude": latitude, "longitude": longitude, "accuracy": 10 });
        self.devtools("Emulation.setGeolocationOverride", place).await.map(drop)
    }

    /// As if the person had allowed the page something.
    pub(super) async fn allow(&self, permission: &str) -> Result<()> {
        let permissions = json!({ "origin": self.url, "permissions": [permission] });
        self.devtools("Browser.grantPermissions", permissions).await.map(drop)
    }

    // ---- Whatever else.

    /// Runs the body of a function on the page; answers what it returns, or what its promise resolves to. Texts and numbers
    /// come as `arguments[0]` and so on. The page's policy does not bind it.
    ///
    /// # Errors
    /// When it throws.
    pub async fn script(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        self.session.script(script, arguments).await
    }

    /// A command of the DevTools protocol.
    ///
    /// # Errors
    /// The browser's.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        self.session.devtools(command, parameters).await
    }

    /// Waits until a script's answer is true. `what` says in the error what was waited for.
    ///
    /// # Errors
    /// When it does not become so.
    pub async fn until(&self, what: &str, script: &str, arguments: &[Value]) -> Result<()> {
        let begun = Instant::now();
        loop {
            // While a page is being replaced, there is nothing to ask.
            let answer = self.session.script(script, arguments).await;
            if matches!(&answer, Ok(Value::Bool(true))) {
                return Ok(());
            }
            if begun.elapsed() > PATIENCE {
                let answer = answer.map_or_else(|error| format!("{error:#}"), |value| value.to_string());
                return self.fail(&format!("never: {what} (last: {answer})")).await;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    async fn text_of(&self, script: &str) -> Result<String> {
        let text = self.script(script, &[]).await?;
        Ok(text.as_str().context("no text")?.to_owned())
    }

    /// Fails with a picture of the page and what it complained about.
    async fn fail(&self, what: &str) -> Result<()> {
        let name = format!("failed-{}", std::process::id());
        let picture = self.picture(&name).await.unwrap_or_default();
        let path = self.path().await.unwrap_or_default();
        let complaints = self.complaints().await.unwrap_or_default();
        let looked: &Path = &picture;
        bail!(
            "{what}\n  at {path}, see {}\n  console: {}",
            looked.display(),
            complaints.join("\n  ")
        )
    }
}
