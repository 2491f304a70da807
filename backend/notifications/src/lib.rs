//! foodwala-notifications
