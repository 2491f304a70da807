//! foodwala-database
