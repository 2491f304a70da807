//! foodwala-tests
