//! The process's one recorder of metrics.

use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle, PrometheusRecorder};
use std::{
    io,
    sync::{Mutex, OnceLock, PoisonError},
    thread,
    time::Duration,
};

/// Upper bounds of the buckets of everything that is measured in seconds: from a read out of memory to a message that
/// waited for its last redelivery.
pub const SECONDS: [f64; 14] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0,
];

/// How often samples are sorted into their buckets. Until then they take memory.
const UPKEEP: Duration = Duration::from_secs(5);

/// Why metrics cannot be recorded.
#[derive(Debug, thiserror::Error)]
pub enum RecorderError {
    /// The recorder cannot be made.
    #[error("metrics cannot be recorded")]
    Build(#[from] BuildError),
    /// Somebody else records this process's metrics.
    #[error("another recorder of metrics has been set in this process")]
    Taken,
    /// There is no thread for the recorder's upkeep.
    #[error("the recorder of metrics has no thread")]
    Thread(#[from] io::Error),
}

/// The process's recorder, made when it is first asked for; platforms of one process, as in tests, share it.
///
/// # Errors
/// See [`RecorderError`].
pub fn recorder() -> Result<PrometheusHandle, RecorderError> {
    installed(|recorder| ::metrics::set_global_recorder(recorder).map_err(|_| RecorderError::Taken))
}

/// The process's recorder, set by `set` if there is none yet.
pub(super) fn installed(
    set: impl FnOnce(PrometheusRecorder) -> Result<(), RecorderError>,
) -> Result<PrometheusHandle, RecorderError> {
    static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(handle) = RECORDER.get() {
        return Ok(handle.clone());
    }
    let recorder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)?
        .build_recorder();
    let handle = recorder.handle();
    set(recorder)?;
    ::metrics::gauge!("foodwala_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1);
    let upkeep = handle.clone();
    thread::Builder::new().name("metrics".to_owned()).spawn(move || {
        loop {
            thread::sleep(UPKEEP);
            upkeep.run_upkeep();
        }
    })?;
    Ok(RECORDER.get_or_init(|| handle).clone())
}
