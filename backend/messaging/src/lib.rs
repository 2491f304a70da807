//! foodwala-messaging
