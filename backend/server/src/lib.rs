//! foodwala-server
