//! The apps' windows on a screen of their own: Xvfb shows them, a script steers them, a picture is taken of what is seen.
//!
//! * [`Window`] is the real program, built with the feature `desktop`. It connects to the test by `FOODWALA_WINDOW_DRIVER`,
//!   evaluates the scripts that it is sent, and keeps its things in a folder of its own.
//! * Without Xvfb, ImageMagick or programs with a window, [`Screen::open`] answers none and the test is skipped; not so where
//!   `CI` is set or `FOODWALA_REQUIRE` names `desktop`.

use crate::browser::{PATIENCE, on_path, target};
use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    process::{Command as Once, Stdio},
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    process::{Child, Command},
    sync::Mutex,
    time::Instant,
};

/// The folder of the programs, if it is not where cargo puts them.
const PROGRAMS: &str = "FOODWALA_TEST_WINDOWS";
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// A screen that nobody looks at.
#[derive(Debug)]
pub struct Screen {
    display: String,
    programs: PathBuf,
    camera: PathBuf,
    _server: Child,
}

impl Screen {
    /// A screen of 1440 by 900; none if something is missing here and not required.
    ///
    /// # Errors
    /// When something is missing that is required, or the screen does not come up.
    pub async fn open() -> Result<Option<Self>> {
        let programs = std::env::var_os(PROGRAMS).map_or_else(|| target().join("debug"), PathBuf::from);
        let missing = match (on_path(&["Xvfb"]), on_path(&["import"])) {
            (None, _) => "Xvfb",
            (_, None) => "ImageMagick",
            _ if !has_windows(&programs) => "an app with a window (cargo build --all-features)",
            (Some(server), Some(camera)) => return Self::start(&server, camera, programs).await.map(Some),
        };
        let is_required = foodwala_test_engines::is_required("desktop")
            || (cfg!(target_os = "linux") && std::env::var_os("CI").is_some());
        ensure!(!is_required, "{missing} is missing, and windows are required");
        eprintln!("skipped: {missing} is missing");
        Ok(None)
    }

    async fn start(server: &Path, camera: PathBuf, programs: PathBuf) -> Result<Self> {
        let mut server = Command::new(server)
            .args(["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp"])
            // Or it begins anew as the last window closes, and refuses one that opens in that moment.
            .arg("-noreset")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("Xvfb")?;
        let stdout = server.stdout.take().context("no standard output")?;
        let mut lines = BufReader::new(stdout).lines();
        let number = tokio::time::timeout(PATIENCE, lines.next_line()).await??;
        Ok(Self {
            display: format!(":{}", number.context("Xvfb has no screen")?.trim()),
            programs,
            camera,
            _server: server,
        })
    }

    /// Opens an app, `restaurant` or `customer`, with what it kept in a home.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn window(&self, app: &str, home: &Path, arguments: &[&str]) -> Result<Window> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let mut child = Command::new(self.programs.join(format!("foodwala-{app}")))
            .args(arguments)
            .env("DISPLAY", &self.display)
            .env("FOODWALA_WINDOW_DRIVER", listener.local_addr()?.to_string())
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("LANG", "C.UTF-8")
            .env("NO_AT_BRIDGE", "1")
            .env_remove("FOODWALA_URL")
            .env_remove("LC_ALL")
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("the {app} app"))?;
        let stream: TcpStream = tokio::select! {
            met = tokio::time::timeout(PATIENCE, listener.accept()) => met.context("the window does not open")??.0,
            ended = child.wait() => bail!("the window ended by itself: {}", ended?),
        };
        let (read, write) = stream.into_split();
        Ok(Window {
            child,
            driver: Mutex::new((BufReader::new(read).lines(), write)),
            app: app.to_owned(),
            display: self.display.clone(),
            camera: self.camera.clone(),
        })
    }
}

/// Whether the programs are there, and were built with their windows: those without say nothing but so.
fn has_windows(programs: &Path) -> bool {
    ["restaurant", "customer"].iter().all(|app| {
        let program = programs.join(format!("foodwala-{app}"));
        let asked = Once::new(program).arg("--help").stderr(Stdio::null()).output();
        asked.is_ok_and(|answer| answer.status.success())
    })
}

/// A home for what windows keep.
///
/// # Errors
/// When there is no room.
pub fn home() -> Result<TempDir> {
    Ok(tempfile::tempdir()?)
}

/// An open window. Dropped, it is killed.
#[derive(Debug)]
pub struct Window {
    child: Child,
    driver: Mutex<(Lines<BufReader<OwnedReadHalf>>, OwnedWriteHalf)>,
    app: String,
    display: String,
    camera: PathBuf,
}

impl Window {
    /// Evaluates a script, which finds its arguments in `given`, and takes what it returns.
    ///
    /// # Errors
    /// When the script fails or the window is gone.
    pub async fn script(&self, script: &str, given: &[Value]) -> Result<Value> {
        let (lines, write) = &mut *self.driver.lock().await;
        let mut wish = serde_json::to_vec(&json!({ "script": script, "given": given }))?;
        wish.push(b'\n');
        write.write_all(&wish).await?;
        let line = tokio::time::timeout(PATIENCE, lines.next_line())
            .await
            .context("the window does not answer")??;
        let answer: Value = serde_json::from_str(&line.context("the window is gone")?)?;
        ensure!(
            !answer["failed"].as_bool().unwrap_or_default(),
            "the script fails: {script}"
        );
        Ok(answer["answer"].clone())
    }

    /// Waits until a script returns something that is true.
    ///
    /// # Errors
    /// When it does not.
    pub async fn until(&self, what: &str, script: &str, given: &[Value]) -> Result<()> {
        let begun = Instant::now();
        loop {
            if self.script(script, given).await?.as_bool().unwrap_or_default() {
                return Ok(());
            }
            if begun.elapsed() > PATIENCE {
                let text = self.script("return document.body.innerText", &[]).await?;
                let picture = self.picture(&format!("desktop-failed-{}", self.app))?;
                bail!(
                    "never: {what}\n{}\nsee {}",
                    text.as_str().unwrap_or_default(),
                    picture.display()
                );
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Waits until something matches.
    ///
    /// # Errors
    /// When nothing does.
    pub async fn finds(&self, css: &str) -> Result<()> {
        let script = "return document.querySelector(given[0]) !== null";
        self.until(&format!("{css} is there"), script, &[json!(css)]).await
    }

    /// Waits until nothing matches.
    ///
    /// # Errors
    /// When something still does.
    pub async fn loses(&self, css: &str) -> Result<()> {
        let script = "return document.querySelector(given[0]) === null";
        self.until(&format!("{css} is gone"), script, &[json!(css)]).await
    }

    /// Waits until a text can be seen, in whatever case it is written.
    ///
    /// # Errors
    /// When it cannot.
    pub async fn sees(&self, text: &str) -> Result<()> {
        let script = "return document.body.innerText.toLowerCase().includes(given[0].toLowerCase())";
        self.until(&format!("the text {text:?}"), script, &[json!(text)]).await
    }

    /// Clicks the first that matches and whose text or label has these words, as soon as it is there.
    ///
    /// # Errors
    /// When there is none.
    pub async fn click(&self, css: &str, words: &str) -> Result<()> {
        let script = "const named = (element) => `${element.innerText} ${element.getAttribute('aria-label') ?? ''}`;
            const wanted = given[1].toLowerCase();
            const found = [...document.querySelectorAll(given[0])]
                .find((element) => named(element).toLowerCase().includes(wanted) && element.checkVisibility());
            found?.scrollIntoView({ block: 'center', behavior: 'instant' });
            found?.click();
            return found !== undefined";
        self.until(&format!("{css} says {words:?}"), script, &[json!(css), json!(words)])
            .await
    }

    /// Replaces what a field holds, as typing does.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn fill(&self, css: &str, text: &str) -> Result<()> {
        self.finds(css).await?;
        let script = "const field = document.querySelector(given[0]);
            field.focus();
            field.value = given[1];
            field.dispatchEvent(new Event('input', { bubbles: true }));
            return true";
        self.script(script, &[json!(css), json!(text)]).await.map(drop)
    }

    /// Takes a picture of the screen: `target/screenshots/<name>.png`.
    ///
    /// # Errors
    /// When it cannot be taken.
    pub fn picture(&self, name: &str) -> Result<PathBuf> {
        let folder = target().join("screenshots");
        std::fs::create_dir_all(&folder)?;
        let file = folder.join(format!("{name}.png"));
        let taken = Once::new(&self.camera)
            .args(["-display", &self.display, "-window", "root"])
            .arg(&file)
            .status()?;
        ensure!(taken.success(), "no picture could be taken: {taken}");
        Ok(file)
    }

    /// Waits until everything that was changed is drawn, then takes a picture.
    ///
    /// # Errors
    /// When it cannot be taken.
    pub async fn settled_picture(&self, name: &str) -> Result<PathBuf> {
        let drawn = "await document.fonts.ready;
            await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
            await Promise.all(document.getAnimations()
                .filter((animation) => animation.effect.getComputedTiming().iterations !== Infinity)
                .map((animation) => animation.finished.catch(() => {})));
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            return true";
        self.script(drawn, &[]).await?;
        self.picture(name)
    }

    /// Closes it without asking, as the end of a power line does.
    ///
    /// # Errors
    /// When it had ended by itself.
    pub async fn kill(mut self) -> Result<()> {
        if let Some(status) = self.child.try_wait()? {
            bail!("the window ended by itself: {status}");
        }
        Ok(self.child.kill().await?)
    }
}
