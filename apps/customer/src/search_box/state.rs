//! Typing what to look for, with suggestions: pure.

use foodwala_sdk::contract::restaurants::Suggestion;

/// The box.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// What is typed.
    pub text: String,
    /// What it may mean.
    pub suggestions: Vec<Suggestion>,
    /// The suggestion that the arrow keys have reached.
    pub active: Option<usize>,
    /// Whether the suggestions are shown.
    pub open: bool,
    asked: u64,
}

/// What happens to the box.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Something was typed.
    Typed(String),
    /// The screen shows the results for this text.
    Shows(String),
    /// The answer to the question of that number.
    Suggested(u64, Vec<Suggestion>),
    /// Arrow down.
    Down,
    /// Arrow up.
    Up,
    /// Enter.
    Enter,
    /// A suggestion was pressed.
    Choose(usize),
    /// Escape, or the focus went elsewhere.
    Close,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the platform what the text may mean, after a breath.
    Ask(u64, String),
    /// Show what was meant.
    Go(Suggestion),
    /// Look for the text.
    Find(String),
}

impl State {
    /// The number of the newest question.
    pub const fn asked(&self) -> u64 {
        self.asked
    }

    fn close(&mut self) {
        self.open = false;
        self.active = None;
        // An answer that comes now would open it again.
        self.asked += 1;
    }

    fn choose(&mut self, index: usize) -> Option<Effect> {
        let chosen = self.suggestions.get(index)?.clone();
        self.close();
        if let Suggestion::Dish { name, .. } = &chosen {
            self.text.clone_from(name);
        }
        Some(Effect::Go(chosen))
    }
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Typed(text) => {
            state.text = text;
            state.asked += 1;
            state.active = None;
            let wanted = state.text.trim();
            if wanted.chars().count() < 2 {
                state.suggestions.clear();
                state.open = false;
                return None;
            }
            return Some(Effect::Ask(state.asked, wanted.to_owned()));
        }
        Event::Shows(text) => {
            state.text = text;
            state.close();
        }
        Event::Suggested(number, suggestions) => {
            if number == state.asked {
                state.open = !suggestions.is_empty();
                state.suggestions = suggestions;
                state.active = None;
            }
        }
        Event::Down | Event::Up => {
            let count = state.suggestions.len();
            if count == 0 {
                return None;
            }
            let step = if event == Event::Down { 1 } else { count };
            // One place more than there are suggestions: that of the text itself.
            let place = state.active.map_or(0, |index| index + 1);
            let next = (place + step) % (count + 1);
            state.active = next.checked_sub(1);
            state.open = true;
        }
        Event::Enter => {
            if let (true, Some(index)) = (state.open, state.active) {
                return state.choose(index);
            }
            state.close();
            return Some(Effect::Find(state.text.trim().to_owned()));
        }
        Event::Choose(index) => return state.choose(index),
        Event::Close => state.close(),
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dish(name: &str) -> Suggestion {
        Suggestion::Dish {
            name: name.into(),
            restaurants: 2,
        }
    }

    #[test]
    fn only_the_answer_to_the_newest_text_is_shown() {
        let mut state = State::default();
        assert_eq!(reduce(&mut state, Event::Typed("d".into())), None);
        let Some(Effect::Ask(first, _)) = reduce(&mut state, Event::Typed("da".into())) else {
            panic!("not asked")
        };
        let Some(Effect::Ask(second, text)) = reduce(&mut state, Event::Typed("dal ".into())) else {
            panic!("not asked")
        };
        assert_eq!(text, "dal");
        reduce(&mut state, Event::Suggested(first, vec![dish("Date cake")]));
        assert!(!state.open);
        reduce(&mut state, Event::Suggested(second, vec![dish("Dal Makhani")]));
        assert!(state.open);
        reduce(&mut state, Event::Close);
        assert!(!state.open);
    }

    #[test]
    fn the_arrow_keys_go_round_through_the_text_itself() {
        let mut state = State::default();
        let Some(Effect::Ask(number, _)) = reduce(&mut state, Event::Typed("da".into())) else {
            panic!("not asked")
        };
        reduce(&mut state, Event::Suggested(number, vec![dish("Dal"), dish("Dabeli")]));
        reduce(&mut state, Event::Up);
        assert_eq!(state.active, Some(1));
        reduce(&mut state, Event::Down);
        assert_eq!(state.active, None);
        assert_eq!(
            reduce(&mut state.clone(), Event::Enter),
            Some(Effect::Find("da".into()))
        );
        reduce(&mut state, Event::Down);
        assert_eq!(reduce(&mut state, Event::Enter), Some(Effect::Go(dish("Dal"))));
        assert_eq!((state.text.as_str(), state.open), ("Dal", false));
    }
}
