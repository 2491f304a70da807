//! foodwala-gateway
