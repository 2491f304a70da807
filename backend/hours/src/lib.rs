//! foodwala-hours
