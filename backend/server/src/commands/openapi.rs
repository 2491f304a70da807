//! `foodwala openapi`: prints the OpenAPI document.

use super::say;

pub(super) fn run() {
    say(format_args!("{:#}", foodwala_contract::openapi::document()));
}
