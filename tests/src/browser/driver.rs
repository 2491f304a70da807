//! Chromium and its driver: found, started, and ended with the test, whatever becomes of it.

use super::{Look, PATIENCE, webdriver::Session};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::{
    io::{Read, Write},
    net::{Ipv4Addr, TcpStream},
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

const STARTED: &str = "started successfully on port ";

/// Where the programs are.
#[derive(Debug, Clone)]
pub(super) struct Programs {
    driver: PathBuf,
    browser: PathBuf,
}

impl Programs {
    /// Those of this machine, or what is missing.
    pub(super) fn find() -> Result<Self, &'static str> {
        Ok(Self {
            driver: on_path(&["chromedriver"]).ok_or("chromedriver")?,
            browser: on_path(&["chromium", "chromium-browser", "google-chrome"]).ok_or("chromium")?,
        })
    }
}

pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let mut files = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    files.find(|file| file.is_file())
}

/// A running driver. Dropped, it ends, and its browser with it.
#[derive(Debug)]
pub(super) struct Driver {
    port: u16,
    _child: Child,
    profile: TempDir,
}

impl Driver {
    /// Starts a browser with a profile of its own.
    pub(super) async fn start(programs: &Programs, look: Look) -> Result<(Self, Session)> {
        let profile = tempfile::tempdir()?;
        let mut child = Command::new(&programs.driver)
            .arg("--port=0")
            .env("LANGUAGE", look.language)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("chromedriver")?;
        let stdout = child.stdout.take().context("no standard output")?;
        let mut lines = BufReader::new(stdout).lines();
        let port = tokio::time::timeout(PATIENCE, async {
            while let Some(line) = lines.next_line().await? {
                if let Some((_, port)) = line.split_once(STARTED) {
                    return Ok(port.trim_end_matches('.').parse()?);
                }
            }
            anyhow::bail!("chromedriver ended by itself")
        });
        let port = port.await.context("chromedriver does not start")??;
        // It stops when nobody reads what it says.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        let driver = Self {
            port,
            _child: child,
            profile,
        };
        let capabilities = driver.capabilities(programs, look);
        let session = Session::begin(&format!("http://127.0.0.1:{port}"), capabilities).await?;
        Ok((driver, session))
    }

    fn capabilities(&self, programs: &Programs, look: Look) -> Value {
        let profile: &Path = self.profile.path();
        let size = look.size;
        let mut options = json!({
            "binary": programs.browser,
            "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--hide-scrollbars",
                format!("--lang={}", look.language),
                format!("--window-size={},{}", size.width, size.height),
                format!("--user-data-dir={}", profile.display()),
            ],
            "prefs": { "intl.accept_languages": look.language, "credentials_enable_service": false },
        });
        if size.touch {
            let metrics = json!({ "width": size.width, "height": size.height, "pixelRatio": 2.0, "touch": true });
            options["mobileEmulation"] = json!({ "deviceMetrics": metrics });
        }
        json!({
            "browserName": "chrome",
            "pageLoadStrategy": "normal",
            "timeouts": { "script": 60_000, "pageLoad": 60_000, "implicit": 0 },
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": options,
        })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A signal would leave the browser running; this ends both. If even that fails, the driver is killed after it.
        let asked = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).and_then(|mut driver| {
            driver.set_read_timeout(Some(Duration::from_secs(10)))?;
            driver.write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
            driver.read(&mut [0; 512])
        });
        if let Err(error) = asked {
            eprintln!("chromedriver was not asked to end: {error}");
        }
    }
}
