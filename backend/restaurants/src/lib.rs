//! foodwala-restaurants
