//! A site of the attribute is listed at the latest by its first call: with the feature `link-time` before it.
#![cfg(feature = "macros")]

use resilin::{resilient, sites};

#[resilient(name = "the only one")]
fn answer() -> std::io::Result<u8> {
    Ok(42)
}

#[test]
fn a_site_is_listed_at_the_latest_by_its_first_call() {
    let listed = || sites().filter(|site| site.name() == "the only one").count();
    assert_eq!(listed(), usize::from(cfg!(feature = "link-time")));
    answer().unwrap();
    assert_eq!(listed(), 1);
    answer().unwrap();
    assert_eq!(listed(), 1);
}
