//! Placeholder while the dependencies compile.
#[test]
fn builds() {}
