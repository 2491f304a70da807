//! The platform with its web bundle and a town of its own.

use super::{Browser, Look, driver::Programs};
use crate::{Process, Site, eventually};
use anyhow::{Context, Result, ensure};
use foodwala_sdk::FoodWala;
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
};

/// Everybody's password in the demo town.
pub const PASSWORD: &str = "foodwala-demo";

/// The variables by which `cargo xtask test` says where things are.
const WEB: &str = "FOODWALA_TEST_WEB";
const AXE: &str = "FOODWALA_TEST_AXE";

/// A platform that people visit with their browsers.
#[derive(Debug)]
pub struct Stage {
    site: Site,
    process: Option<Process>,
    /// None on a stage for windows of their own.
    programs: Option<Programs>,
    axe: PathBuf,
    target: PathBuf,
}

impl Stage {
    /// Starts the platform with a copy of the demo town; none if there is no browser or no bundle here and none is required.
    ///
    /// # Errors
    /// When something is missing that is required, or the platform does not start.
    pub async fn open() -> Result<Option<Self>> {
        let target = target();
        let web = given(WEB, target.join("web"));
        let axe = given(AXE, target.join("browser-tools/node_modules/axe-core/axe.min.js"));
        let missing = match Programs::find() {
            Ok(_) if !web.join("customer/index.html").is_file() => "the web bundle (cargo xtask web)",
            Ok(_) if !axe.is_file() => "axe-core (cargo xtask test fetches it)",
            Ok(programs) => {
                let site = Site::prepare()?;
                let own = bundles(&site);
                copy(&web, &own)?;
                let site = site.with_environment("FOODWALA_WEB__DIRECTORY", own);
                return Self::set(site, Some(programs), axe, target).await.map(Some);
            }
            Err(missing) => missing,
        };
        ensure!(!is_required(), "{missing} is missing, and browser tests are required");
        eprintln!("skipped: {missing} is missing");
        Ok(None)
    }

    /// Starts the platform with a copy of the demo town for windows of their own, which bring all they show along: no browser
    /// visits it.
    ///
    /// # Errors
    /// When the platform does not start.
    pub async fn for_windows() -> Result<Self> {
        Self::set(Site::prepare()?, None, PathBuf::new(), target()).await
    }

    async fn set(site: Site, programs: Option<Programs>, axe: PathBuf, target: PathBuf) -> Result<Self> {
        let town = town(&site, &target)?;
        copy(&town, &site.data())?;
        let mut stage = Self {
            site,
            process: None,
            programs,
            axe,
            target,
        };
        stage.start().await?;
        Ok(stage)
    }

    /// A browser with a profile of its own. It is at no page yet.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn browser(&self, look: Look) -> Result<Browser> {
        let pictures = self.target.join("screenshots");
        let programs = self.programs.as_ref().context("a stage without browsers")?;
        Browser::start(programs, look, self.url(), self.axe.clone(), pictures).await
    }

    /// Where the platform is.
    pub fn url(&self) -> String {
        self.site.url()
    }

    /// A client of the platform, for what the test's other people do.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn client(&self) -> Result<FoodWala> {
        Ok(FoodWala::builder().base_url(self.url()).build()?)
    }

    /// Publishes the same app as a new version, whose files are under `hash` (16 hexadecimal digits).
    ///
    /// # Errors
    /// When the bundle is not as `cargo xtask web` writes it.
    pub fn publish(&self, hash: &str) -> Result<()> {
        let app = bundles(&self.site).join("customer");
        let page = fs::read_to_string(app.join("index.html"))?;
        let old = page.split("/assets/").nth(1).and_then(|rest| rest.split('/').next());
        let old = old.context("the page names no hash")?;
        fs::rename(app.join("assets").join(old), app.join("assets").join(hash))?;
        // The page last: it is by its time that the gateway notices.
        for name in ["manifest.webmanifest", "sw.js", "index.html"] {
            let file = app.join(name);
            let text = fs::read_to_string(&file)?.replace(old, hash);
            for twin in ["br", "gz"] {
                let twin = app.join(format!("{name}.{twin}"));
                if twin.exists() {
                    fs::remove_file(twin)?;
                }
            }
            fs::write(file, text)?;
        }
        Ok(())
    }

    /// Takes the platform away: nobody answers at its address any more.
    ///
    /// # Errors
    /// When it had ended by itself.
    pub async fn stop(&mut self) -> Result<()> {
        self.process
            .take()
            .context("the platform is away already")?
            .kill()
            .await
    }

    /// Brings it back, with its data and at the same address.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start(&mut self) -> Result<()> {
        let mut process = self.site.start()?;
        process.listening().await?;
        self.process = Some(process);
        let client = self.client()?;
        eventually(|| async { client.auth().jwks().await }).await?;
        Ok(())
    }
}

/// The stage's own copy of the web bundles.
fn bundles(site: &Site) -> PathBuf {
    site.data().with_file_name("web")
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder))
}

fn given(variable: &str, usual: PathBuf) -> PathBuf {
    std::env::var_os(variable).map_or(usual, PathBuf::from)
}

fn is_required() -> bool {
    foodwala_test_engines::is_required("browser") || std::env::var_os("CI").is_some()
}

/// The demo town of today, made by whoever needs it first. Its past is counted from the day it is made.
fn town(site: &Site, target: &Path) -> Result<PathBuf> {
    let folder = target.join("browser-town");
    fs::create_dir_all(&folder)?;
    let lock = File::create(folder.join("lock"))?;
    lock.lock()?;
    let built = fs::metadata(site.binary())?.modified()?;
    let town = folder.join("data");
    let is_fresh = fs::metadata(&town)
        .and_then(|town| town.modified())
        .is_ok_and(|made| made > built && made.elapsed().is_ok_and(|age| age.as_secs() < 12 * 3600));
    if is_fresh {
        return Ok(town);
    }
    // What is half made must not be taken for a town.
    let unfinished = folder.join("unfinished");
    for old in [&town, &unfinished] {
        if old.exists() {
            fs::remove_dir_all(old)?;
        }
    }
    let seeded = Command::new(site.binary())
        .args(["seed", "--days", "7", "--data"])
        .arg(&unfinished)
        .status()?;
    ensure!(seeded.success(), "the demo town cannot be made: {seeded}");
    fs::rename(&unfinished, &town)?;
    Ok(town)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
