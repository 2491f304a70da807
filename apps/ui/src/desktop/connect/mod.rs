//! Asking where the platform is, once; and again when somebody wants another one.

pub mod address;
mod state;
mod view;

use crate::{device, i18n::Catalogue};
use dioxus::prelude::*;
use foodwala_sdk::{Error, ErrorCode, FoodWala};
use state::{Effect, Event, Problem, State, reduce};
use view::View;

/// The texts of the question.
pub const TEXTS: Catalogue = Catalogue {
    en: include_str!("../../../i18n/desktop/en.ftl"),
    hi: include_str!("../../../i18n/desktop/hi.ftl"),
    ar: include_str!("../../../i18n/desktop/ar.ftl"),
};

/// Asks, and tells the address once the platform has answered there.
#[component]
pub fn Connect(address: String, ondone: EventHandler<String>, oncancel: Option<EventHandler<()>>) -> Element {
    let state = use_signal(|| State::new(address));
    let send = use_callback(move |event| send(state, event, ondone));
    rsx! {
        View { state, send, oncancel }
    }
}

fn send(mut state: Signal<State>, event: Event, ondone: EventHandler<String>) {
    let effect = reduce(&mut state.write(), event);
    match effect {
        None => {}
        Some(Effect::Focus(field)) => device::document::focus(field),
        Some(Effect::Done(url)) => ondone.call(url),
        Some(Effect::Check(url)) => {
            spawn(async move {
                let outcome = check(&url).await.map(|()| url);
                send(state, Event::Checked(outcome), ondone);
            });
        }
    }
}

/// Whether a platform answers at an address.
async fn check(url: &str) -> Result<(), Problem> {
    let client = FoodWala::builder().base_url(url).build().map_err(|error| {
        tracing::info!(error = &error as &dyn std::error::Error, "this is no address");
        Problem::NoAddress
    })?;
    match client.auth().jwks().await {
        Ok(_) => Ok(()),
        Err(error) => {
            tracing::info!(error = &error as &dyn std::error::Error, "the platform does not answer");
            Err(judge(&error))
        }
    }
}

fn judge(error: &Error) -> Problem {
    match error {
        Error::Api { problem, .. } => match &problem.code {
            // Something between us and the platform answered, or something else altogether.
            ErrorCode::Other(_) | ErrorCode::NotFound => Problem::Stranger,
            _ => Problem::Busy,
        },
        Error::Decode { .. } => Problem::Stranger,
        _ => Problem::Silent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_sdk::contract::Problem as Told;

    #[test]
    fn every_text_can_be_said_in_every_language() {
        assert_eq!(TEXTS.faults(), Vec::<String>::new());
    }

    #[test]
    fn a_stranger_is_told_from_a_platform_that_has_no_time() {
        let api = |code| Error::Api {
            problem: Box::new(Told::new(code)),
            retry_after: None,
        };
        assert_eq!(judge(&api(ErrorCode::Other("http_404".to_owned()))), Problem::Stranger);
        assert_eq!(judge(&api(ErrorCode::Unavailable)), Problem::Busy);
        assert_eq!(judge(&Error::SessionEnded), Problem::Silent);
    }
}
