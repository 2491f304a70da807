//! foodwala-platform
