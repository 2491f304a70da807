//! Asking for a link to set a new password.

use crate::{context::use_title, screens::reset_password::NewPassword};
use dioxus::prelude::*;
use foodwala_ui::t;

/// Asking for a link to set a new password.
#[component]
pub fn ForgotPassword() -> Element {
    use_title(t!("auth-forgot-title"));
    rsx! {
        NewPassword { token: String::new() }
    }
}
