//! The sites of the process: those that the linker lists, and those that are listed by hand.

use std::io;

use resilin::{Policy, Site, policy, resilient, sites};

/// Nobody calls it.
#[resilient(attempts = 7)]
async fn never_called() -> io::Result<()> {
    Ok(())
}

#[resilient]
async fn called() -> io::Result<()> {
    Ok(())
}

struct Shop;

#[resilient(attempts = 2)]
impl Shop {
    async fn price<T: Sync>(&self, item: &T) -> io::Result<()> {
        let _ = item;
        Ok(())
    }
}

#[resilient(name = "by another name")]
fn named() -> io::Result<()> {
    Ok(())
}

fn found(name: &str) -> Vec<&'static Site> {
    sites().filter(|site| site.name() == name).collect()
}

fn one(name: &str) -> &'static Site {
    let found = found(name);
    assert_eq!(found.len(), 1, "{name}: {found:?}");
    found[0]
}

#[test]
fn a_site_that_nobody_has_called_is_listed() {
    let _ = never_called;
    let site = one("sites::never_called");
    assert_eq!(site.policy().to_string(), "attempts = 7");
    assert_eq!(site.module(), Some("sites"));
    let declared_at = site.declared_at().expect("it is the attribute's");
    assert!(declared_at.file.ends_with("sites.rs") && declared_at.line == 8, "{declared_at:?}");
}

#[tokio::test]
async fn a_site_is_listed_once_however_often_it_is_called() {
    for _ in 0..3 {
        called().await.unwrap();
        named().unwrap();
    }
    one("sites::called");
    one("by another name");
}

#[tokio::test]
async fn a_generic_function_is_one_site() {
    Shop.price(&1_u8).await.unwrap();
    Shop.price(&"flea").await.unwrap();
    assert_eq!(one("sites::Shop::price").policy().attempts(), "2".parse().unwrap());
}

#[test]
fn a_site_made_by_hand_is_listed_when_it_is_told_to_be() {
    static READS: Site = Site::new("reads by hand", policy!("attempts = 5"));

    READS.call_blocking(|| io::Result::Ok(())).unwrap();
    assert_eq!(found("reads by hand").len(), 0);
    READS.list();
    READS.list();
    assert!(std::ptr::eq(one("reads by hand"), &raw const READS));
    assert_eq!((READS.module(), READS.declared_at()), (None, None));
}

#[test]
fn sites_are_listed_once_by_many_threads() {
    static SITES: [Site; 4] = [const { Site::new("one of many", Policy::DEFAULT) }; 4];

    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| SITES.iter().for_each(Site::list));
        }
    });
    assert_eq!(found("one of many").len(), 4);
}

#[test]
fn where_nothing_overrides_it_a_site_is_what_was_declared() {
    static PLAIN: Site = Site::new("plain", Policy::DEFAULT);

    assert!(std::ptr::eq(PLAIN.current(), &raw const PLAIN));
    PLAIN.list();
    assert!(std::ptr::eq(PLAIN.current(), &raw const PLAIN));
}
