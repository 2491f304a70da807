//! foodwala-readmodel
