//! Who is signed in, as screens see it. The tokens themselves stay in the SDK.

use crate::device;
use dioxus::prelude::*;

/// Who is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SignedIn {
    /// Not known yet: the platform is being asked.
    #[default]
    Unknown,
    /// Nobody.
    No,
    /// Somebody.
    Yes,
}

/// Reads and sets who is signed in.
#[derive(Clone, Copy, PartialEq)]
pub struct SessionHandle(Signal<SignedIn>);

impl SessionHandle {
    /// Who is signed in now.
    pub fn get(self) -> SignedIn {
        (self.0)()
    }

    /// Notes that somebody signed in.
    pub fn signed_in(mut self) {
        self.0.set(SignedIn::Yes);
    }

    /// Notes that nobody is signed in (any more), and forgets what the device kept of the person.
    pub fn signed_out(mut self) {
        device::storage::forget_person();
        self.0.set(SignedIn::No);
    }

    /// Notes that nobody was signed in when the app began; what the device keeps for a guest (the basket) stays.
    pub fn is_guest(mut self) {
        self.0.set(SignedIn::No);
    }
}

/// Gives everything below who is signed in. Call once, in the app's root.
pub fn use_session_provider() -> SessionHandle {
    use_hook(|| provide_context(SessionHandle(Signal::new(SignedIn::Unknown))))
}

/// Who is signed in.
///
/// # Panics
/// If no component above has called [`use_session_provider`].
pub fn use_session() -> SessionHandle {
    use_context()
}
