//! foodwala-identity
