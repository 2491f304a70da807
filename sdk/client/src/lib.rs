//! foodwala-sdk
