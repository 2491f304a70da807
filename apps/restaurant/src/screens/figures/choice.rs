//! Choosing the days.

use super::{
    period::{Moment, Period},
    state::{Event, FROM, State, TO},
    words,
};
use dioxus::prelude::*;
use foodwala_ui::prelude::*;

/// The buttons of the usual days, for whatever is shown for them.
#[component]
pub fn Periods(
    /// The days chosen.
    chosen: Period,
    /// Others are chosen.
    onchoose: EventHandler<Period>,
    /// More to choose from.
    children: Element,
) -> Element {
    rsx! {
        ChipRow { label: t!("figures-period"),
            for period in Period::CHOICES {
                Chip { key: "{period.key()}", selected: period == chosen, onclick: move |()| onchoose.call(period), {words::period(period)} }
            }
            {children}
        }
    }
}

/// The days, the usual ones or one's own.
#[component]
pub fn Choice(state: ReadSignal<State>, moment: Callback<(), Moment>, send: Callback<Event>) -> Element {
    let shown = state.read();
    let own = shown.own.clone();
    let is_own = matches!(shown.period, Period::Own(_));
    let today = moment(()).today().to_string();
    let problem = |field| own.problem.filter(|(at, _)| *at == field).map(|(_, key)| t!(key));
    rsx! {
        Periods { chosen: shown.period, onchoose: move |period| send(Event::Choose(period, moment(()))),
            Chip {
                selected: is_own,
                icon: IconName::CalendarClock,
                onclick: move |()| send(Event::Own(!own.open, moment(()).today())),
                {t!("period-own")}
            }
        }
        if own.open {
            form {
                id: "figures-own",
                class: "figures-own",
                novalidate: true,
                "aria-label": t!("period-own"),
                onsubmit: move |event: FormEvent| {
                    event.prevent_default();
                    send(Event::ShowOwn(moment(())));
                },
                Field {
                    id: FROM,
                    label: t!("figures-own-from"),
                    kind: FieldKind::Date,
                    required: true,
                    value: own.from.clone(),
                    max: today.clone(),
                    error: problem(FROM),
                    oninput: move |text| send(Event::From(text)),
                }
                Field {
                    id: TO,
                    label: t!("figures-own-to"),
                    kind: FieldKind::Date,
                    required: true,
                    value: own.to.clone(),
                    error: problem(TO),
                    oninput: move |text| send(Event::To(text)),
                }
                Button { submit: true, id: "figures-own-show", {t!("figures-own-show")} }
            }
        }
    }
}
