//! foodwala-customers
