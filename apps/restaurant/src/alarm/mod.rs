//! Ringing for new orders until somebody takes them: by sound, also while the app is in the background, by a notification
//! of the system, and by the page's title.

mod chime;
#[cfg(not(target_arch = "wasm32"))]
mod native;
mod state;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
use native as platform;
#[cfg(target_arch = "wasm32")]
use web as platform;

pub use state::{Alarm, Effect, Event, NewOrder, Sound, reduce};

use dioxus::prelude::*;
use foodwala_ui::{device, t};

/// Under this key is whether the device shall ring.
const KEY: &str = "kitchen-sound";

/// Reads and changes the alarm.
#[derive(Clone, Copy, PartialEq)]
pub struct AlarmHandle(Signal<Alarm>);

impl AlarmHandle {
    /// The alarm; whoever reads it while rendering is rendered again when it changes.
    pub fn read(&self) -> ReadableRef<'_, Signal<Alarm>> {
        self.0.read()
    }

    /// Takes an event in.
    pub fn apply(mut self, event: Event) {
        let effects = reduce(&mut self.0.write(), event);
        for effect in effects {
            match effect {
                Effect::Ring => {
                    let rings = platform::ring();
                    self.apply(Event::Heard(rings));
                }
                Effect::Silence => platform::silence(),
                Effect::Keep(on) => {
                    device::storage::set(KEY, if on { "on" } else { "off" });
                }
                Effect::Notify(orders) => {
                    for order in orders {
                        platform::notify(&t!("alarm-new-order", number = order.number), &order.text);
                    }
                }
                Effect::AskToNotify => platform::ask_to_notify(),
            }
        }
    }
}

/// Gives everything below the alarm. Call once, in the app's root.
pub fn use_alarm_provider() -> AlarmHandle {
    let alarm = use_hook(|| {
        let is_off = device::storage::get(KEY).as_deref() == Some("off");
        let sound = if is_off { Sound::Off } else { Sound::On };
        provide_context(AlarmHandle(Signal::new(Alarm::new(sound))))
    });
    // A browser plays nothing before the page was touched.
    use_hook(move || platform::on_touch(move || alarm.apply(Event::Touched)));
    alarm
}

/// The alarm.
pub fn use_alarm() -> AlarmHandle {
    use_context()
}
