//! foodwala-clock
