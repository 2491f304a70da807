//! Every distinct word of the index, found by a word as people type it.

use std::{collections::BTreeMap, ops::Bound, sync::Arc};
use strsim::osa_distance;

/// The number of a word; words are never forgotten.
pub(super) type WordId = usize;

/// How well a word of the index fits a word of the query. The numbers are weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Two letters differ.
    TwoTypos = 3,
    /// One letter differs.
    OneTypo = 4,
    /// It begins so.
    Prefix = 6,
    /// It is the word.
    Exact = 8,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    numbers: BTreeMap<Arc<str>, WordId>,
    words: Vec<Word>,
}

#[derive(Debug, Clone)]
struct Word {
    text: Arc<str>,
    length: usize,
    letters: u64,
}

impl Word {
    fn new(text: &str) -> Self {
        Self {
            text: text.into(),
            length: text.chars().count(),
            letters: letters(text),
        }
    }
}

/// Which letters a word has. An edit changes at most two of the bits, which spares most comparisons.
fn letters(text: &str) -> u64 {
    text.chars().fold(0, |set, letter| set | 1 << (u32::from(letter) % 64))
}

/// Fewer letters of a word that is not finished say too little to forgive any.
const SHORTEST_WITH_TYPO: usize = 5;

/// How many letters may differ: short words are other words then.
fn typos_forgiven(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

impl Vocabulary {
    /// The number of a word, new or known.
    pub(super) fn intern(&mut self, word: &str) -> WordId {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.words.len();
        let word = Word::new(word);
        self.numbers.insert(Arc::clone(&word.text), number);
        self.words.push(word);
        number
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The words that fit a word that somebody may still be typing: those that fit as it is, and those whose beginning
    /// has a typo.
    pub(super) fn fits_unfinished(&self, typed: &str) -> BTreeMap<WordId, Fit> {
        let mut fits = self.fits(typed);
        let typed = Word::new(typed);
        let forgiven = typos_forgiven(typed.length);
        if forgiven > 0 && typed.length >= SHORTEST_WITH_TYPO {
            for (number, word) in self.words.iter().enumerate() {
                if word.length > typed.length
                    && let Some(fit) = begins_with_typos(word, &typed, forgiven)
                {
                    fits.entry(number).or_insert(fit);
                }
            }
        }
        fits
    }

    /// The words that fit a typed word, each with how well.
    pub(super) fn fits(&self, typed: &str) -> BTreeMap<WordId, Fit> {
        let mut fits = BTreeMap::new();
        let from = (Bound::Included(typed), Bound::Unbounded);
        for (word, number) in self
            .numbers
            .range::<str, _>(from)
            .take_while(|(word, _)| word.starts_with(typed))
        {
            let fit = if &**word == typed { Fit::Exact } else { Fit::Prefix };
            fits.insert(*number, fit);
        }
        let typed = Word::new(typed);
        let forgiven = typos_forgiven(typed.length);
        if forgiven > 0 {
            for (number, word) in self.words.iter().enumerate() {
                if let Some(fit) = fit_with_typos(word, &typed, forgiven) {
                    fits.entry(number).or_insert(fit);
                }
            }
        }
        fits
    }
}

fn fit_with_typos(word: &Word, typed: &Word, forgiven: usize) -> Option<Fit> {
    let changed_letters = (word.letters ^ typed.letters).count_ones();
    if word.length.abs_diff(typed.length) > forgiven || changed_letters as usize > 2 * forgiven {
        return None;
    }
    match osa_distance(&word.text, &typed.text) {
        1 => Some(Fit::OneTypo),
        2 if forgiven >= 2 => Some(Fit::TwoTypos),
        _ => None,
    }
}

/// As [`fit_with_typos`], of the word's beginning, which a typo may have made one letter longer or shorter.
fn begins_with_typos(word: &Word, typed: &Word, forgiven: usize) -> Option<Fit> {
    let wrong_letters = (typed.letters & !word.letters).count_ones();
    if wrong_letters as usize > forgiven {
        return None;
    }
    let typos = (typed.length - 1..=typed.length + 1).map(|letters| {
        let beginning: String = word.text.chars().take(letters).collect();
        osa_distance(&beginning, &typed.text)
    });
    match typos.min() {
        Some(1) => Some(Fit::OneTypo),
        Some(2) if forgiven >= 2 => Some(Fit::TwoTypos),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(word: &str, typed: &str) -> Option<Fit> {
        let mut vocabulary = Vocabulary::default();
        vocabulary.intern("other");
        let number = vocabulary.intern(word);
        assert_eq!(vocabulary.intern(word), number);
        vocabulary.fits(typed).get(&number).copied()
    }

    #[test]
    fn words_are_found_by_prefix_and_despite_typos() {
        assert_eq!(fit("pizza", "pizza"), Some(Fit::Exact));
        assert_eq!(fit("pizzeria", "pizz"), Some(Fit::Prefix));
        assert_eq!(fit("pizza", "piza"), Some(Fit::OneTypo));
        assert_eq!(fit("pizza", "pziza"), Some(Fit::OneTypo));
        assert_eq!(fit("pizza", "pitsa"), None);
        assert_eq!(fit("margherita", "margarita"), Some(Fit::TwoTypos));
        assert_eq!(fit("margherita", "mragherita"), Some(Fit::OneTypo));
        assert_eq!(fit("dal", "del"), None);
    }

    #[test]
    fn a_word_that_is_not_finished_may_have_a_typo_too() {
        let mut vocabulary = Vocabulary::default();
        let number = vocabulary.intern("margherita");
        let fit = |typed| vocabulary.fits_unfinished(typed).get(&number).copied();
        assert_eq!(fit("margh"), Some(Fit::Prefix));
        assert_eq!(fit("mrgher"), Some(Fit::OneTypo));
        assert_eq!(fit("margeri"), Some(Fit::OneTypo));
        assert_eq!(fit("lasa"), None);
    }
}
