//! The folder in which a window keeps its things: one per app and person, one window at a time.

use crate::device::file;
use std::{
    fs::{File, TryLockError},
    io,
    path::PathBuf,
};

/// Why there is no folder.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The system does not say where people's data go.
    #[error("this system has no folder for a person's data")]
    Nowhere,
    /// It cannot be made or locked.
    #[error("{} cannot be used", folder.display())]
    Unusable {
        /// Which.
        folder: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Another window has it.
    #[error("The app is open already.")]
    Taken,
}

/// The folder, as long as the window is open.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// The folder of an app, made if there is none yet.
    ///
    /// # Errors
    /// [`FolderError`].
    pub fn open(app: &str) -> Result<Self, FolderError> {
        let data = data_folder().ok_or(FolderError::Nowhere)?;
        Self::open_at(data.join("foodwala").join(app))
    }

    fn open_at(path: PathBuf) -> Result<Self, FolderError> {
        let unusable = |source| FolderError::Unusable {
            folder: path.clone(),
            source,
        };
        file::make_private_folder(&path).map_err(unusable)?;
        let lock = File::create(path.join("lock")).map_err(unusable)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path, _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(FolderError::Taken),
            Err(TryLockError::Error(source)) => Err(unusable(source)),
        }
    }

    /// A file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }
}

#[cfg(not(target_os = "android"))]
fn data_folder() -> Option<PathBuf> {
    dirs::data_local_dir()
}

/// An app's own folder, which is named after its package as its process is.
#[cfg(target_os = "android")]
fn data_folder() -> Option<PathBuf> {
    let process = std::fs::read_to_string("/proc/self/cmdline").ok()?;
    let package = process
        .split(['\0', ':'])
        .next()
        .filter(|package| !package.is_empty())?;
    Some(PathBuf::from("/data/data").join(package).join("files"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_window_at_a_time_has_it() {
        let home = std::env::temp_dir().join(format!("foodwala-folder-{}", std::process::id()));
        let first = Folder::open_at(home.join("app")).unwrap();
        assert!(matches!(Folder::open_at(home.join("app")), Err(FolderError::Taken)));
        drop(first);
        assert!(Folder::open_at(home.join("app")).is_ok());
        std::fs::remove_dir_all(home).unwrap();
    }
}
