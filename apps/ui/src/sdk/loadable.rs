//! Something that is fetched, in every state that a screen must show.

use super::Failure;

/// Something that is fetched.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Loadable<T> {
    /// Not asked for yet.
    #[default]
    Idle,
    /// Asked for, nothing to show.
    Loading,
    /// Here.
    Ready(T),
    /// Here, but perhaps out of date: it is being fetched anew, or that failed.
    Stale {
        /// What we had.
        value: T,
        /// Why it could not be fetched anew; absent while it is being fetched.
        error: Option<Failure>,
    },
    /// It could not be fetched, and there is nothing to show.
    Failed(Failure),
}

impl<T> Loadable<T> {
    /// What there is to show.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Ready(value) | Self::Stale { value, .. } => Some(value),
            Self::Idle | Self::Loading | Self::Failed(_) => None,
        }
    }

    /// What there is to show, to change it in place.
    pub fn value_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Ready(value) | Self::Stale { value, .. } => Some(value),
            Self::Idle | Self::Loading | Self::Failed(_) => None,
        }
    }

    /// Why it could not be fetched the last time.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Stale { error, .. } => error.as_ref(),
            Self::Failed(failure) => Some(failure),
            Self::Idle | Self::Loading | Self::Ready(_) => None,
        }
    }

    /// Whether it is being fetched.
    pub fn is_loading(&self) -> bool {
        matches!(self, Self::Loading | Self::Stale { error: None, .. })
    }

    /// A fetch begins; what there is stays to be seen.
    pub fn begin(&mut self) {
        *self = match std::mem::take(self) {
            Self::Ready(value) | Self::Stale { value, .. } => Self::Stale { value, error: None },
            Self::Idle | Self::Loading | Self::Failed(_) => Self::Loading,
        };
    }

    /// A fetch ends; a failed one takes nothing away.
    pub fn finish(&mut self, outcome: Result<T, Failure>) {
        *self = match (outcome, std::mem::take(self)) {
            (Ok(value), _) => Self::Ready(value),
            (Err(failure), Self::Ready(value) | Self::Stale { value, .. }) => Self::Stale {
                value,
                error: Some(failure),
            },
            (Err(failure), Self::Idle | Self::Loading | Self::Failed(_)) => Self::Failed(failure),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sdk::FailureKind;

    #[test]
    fn a_failed_fetch_takes_nothing_away() {
        let failure = Failure::of(FailureKind::Offline);
        let mut dish = Loadable::default();
        dish.begin();
        assert!(dish.is_loading() && dish.value().is_none());
        dish.finish(Err(failure.clone()));
        assert_eq!(dish, Loadable::Failed(failure.clone()));
        dish.begin();
        dish.finish(Ok("dal"));
        assert_eq!(dish, Loadable::Ready("dal"));
        dish.begin();
        assert!(dish.is_loading() && dish.value() == Some(&"dal"));
        dish.finish(Err(failure.clone()));
        assert_eq!((dish.value(), dish.failure()), (Some(&"dal"), Some(&failure)));
        assert!(!dish.is_loading());
    }
}
