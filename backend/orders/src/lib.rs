//! foodwala-orders
