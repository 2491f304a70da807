//! One app's files, in memory.

use super::file::File;
use crate::problem::Refusal;
use arc_swap::ArcSwap;
use axum::body::Body;
use foodwala_contract::ErrorCode;
use http::{HeaderMap, Response, header, request::Parts};
use std::{collections::HashMap, fs, io, path::Path, path::PathBuf, sync::Arc, time::SystemTime};

const PAGE: &str = "index.html";
const ASSETS: &str = "assets/";

/// A bundle as `cargo xtask web` writes it: `index.html` and what it asks for.
#[derive(Debug)]
pub(super) struct Bundle {
    folder: PathBuf,
    loaded: ArcSwap<Loaded>,
}

type Files = HashMap<String, Arc<File>>;

#[derive(Debug, Default)]
struct Loaded {
    /// When the page was written; none before it was found.
    written: Option<SystemTime>,
    files: Files,
    /// Assets of the bundle before: pages that are open still ask for them.
    before: Files,
}

impl Bundle {
    pub(super) fn of(folder: PathBuf) -> Self {
        Self {
            folder,
            loaded: ArcSwap::default(),
        }
    }

    /// Whether there is one.
    pub(super) async fn is_there(&self) -> bool {
        self.up_to_date().await.written.is_some()
    }

    /// Answers for a name within the app: a file, or the page where a person navigates.
    pub(super) async fn answer(&self, name: &str, request: &Parts) -> Result<Response<Body>, Refusal> {
        let nothing = || Refusal::new(ErrorCode::RouteNotFound);
        if name.starts_with(ASSETS) {
            let loaded = self.loaded.load_full();
            let loaded = match loaded.written {
                Some(_) => loaded,
                None => self.up_to_date().await,
            };
            let file = loaded.files.get(name).or_else(|| loaded.before.get(name));
            return Ok(file.ok_or_else(nothing)?.answer(&request.headers));
        }
        let loaded = self.up_to_date().await;
        let file = match loaded.files.get(name) {
            Some(file) => Some(file),
            None if name.is_empty() || is_navigation(&request.headers) => loaded.files.get(PAGE),
            None => None,
        };
        Ok(file.ok_or_else(nothing)?.answer(&request.headers))
    }

    /// The files as they are on disk now, as far as the page tells.
    async fn up_to_date(&self) -> Arc<Loaded> {
        let loaded = self.loaded.load_full();
        let written = tokio::fs::metadata(self.folder.join(PAGE)).await;
        // A folder that is just being replaced is away for a moment.
        let Ok(written) = written.and_then(|page| page.modified()) else {
            return loaded;
        };
        if loaded.written == Some(written) {
            return loaded;
        }
        let folder = self.folder.clone();
        let read = tokio::task::spawn_blocking(move || read(&folder, "")).await;
        let files = match read {
            Ok(Ok(files)) => files,
            Ok(Err(error)) => {
                tracing::warn!(web.folder = %self.folder.display(), error = %error, "a web app cannot be read");
                return loaded;
            }
            // The runtime is ending.
            Err(_) => return loaded,
        };
        tracing::info!(web.folder = %self.folder.display(), files = files.len(), "web app loaded");
        let before = loaded.files.iter().filter(|(name, _)| name.starts_with(ASSETS));
        let next = Arc::new(Loaded {
            written: Some(written),
            files,
            before: before.map(|(name, file)| (name.clone(), Arc::clone(file))).collect(),
        });
        // Of two who find the new bundle at once, the second finds that the files before are its own already.
        self.loaded.rcu(|current| match current.written {
            Some(known) if known == written => Arc::clone(current),
            _ => Arc::clone(&next),
        });
        self.loaded.load_full()
    }
}

/// Whether a person is on the way to a page, not a page to a file.
fn is_navigation(request: &HeaderMap) -> bool {
    let text = |name| request.get(name).and_then(|value| value.to_str().ok());
    let is_asked_for = text(header::ACCEPT).is_some_and(|accept| accept.contains("text/html"));
    is_asked_for
        && request
            .get("sec-fetch-mode")
            .is_none_or(|mode| mode.as_bytes() == b"navigate")
}

/// All files below a folder, by their path from it, with their compressed twins.
fn read(folder: &Path, prefix: &str) -> io::Result<Files> {
    let mut files = Files::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let path = entry.path();
        let full = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            files.extend(read(&path, &format!("{full}/"))?);
            continue;
        }
        let kind = name.rsplit_once('.').map(|(_, kind)| kind);
        // Twins come with their file; what has no ending is not for browsers.
        if matches!(kind, None | Some("br" | "gz")) || name.starts_with('.') {
            continue;
        }
        let twin = |ending: &str| match fs::read(folder.join(format!("{name}.{ending}"))) {
            Ok(bytes) => Ok(Some(bytes.into())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        };
        let file = File::new(&full, fs::read(&path)?.into(), twin("br")?, twin("gz")?);
        files.insert(full, Arc::new(file));
    }
    Ok(files)
}
