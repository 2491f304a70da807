//! Starts the customer app in a browser, or in a window of its own (feature `desktop`).

#[cfg(target_arch = "wasm32")]
fn main() {
    use dioxus::prelude::*;
    use foodwala_customer::{App, ClientProp};

    fn root() -> Element {
        let client = use_hook(|| {
            let origin = foodwala_ui::device::origin();
            foodwala_sdk::FoodWala::builder()
                .base_url(origin)
                .browser_session()
                .early_answers(foodwala_ui::browser::early_answer)
                .build()
        });
        match client {
            Ok(client) => rsx! { App { client: ClientProp(client) } },
            // Only an origin that is no web address leads here; the page of the boot script stays then.
            Err(_) => rsx! {},
        }
    }

    dioxus_web::launch::launch_cfg(root, dioxus_web::Config::new().rootname("app"));
}

#[cfg(all(feature = "desktop", not(target_arch = "wasm32")))]
fn main() -> std::process::ExitCode {
    foodwala_customer::window::open()
}

#[cfg(not(any(feature = "desktop", target_arch = "wasm32")))]
fn main() -> std::process::ExitCode {
    eprintln!("built without a window: cargo xtask desktop customer");
    std::process::ExitCode::FAILURE
}
