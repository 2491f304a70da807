//! foodwala-contract
