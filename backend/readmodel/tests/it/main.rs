//! The embedded engine keeps every fact.

mod in_process {
    foodwala_readmodel::conformance_tests!(foodwala_readmodel::ReadModel::in_process());
}
