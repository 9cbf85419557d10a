//! Entries under `[sites]` that no function takes are found by a look at the whole binary.
//!
//! Red when: the file's entries are not listed, or one that is another target's is told, or one that a function takes.

#![allow(dead_code, reason = "nobody calls them: the linker lists them")]

use resilin::check::FindingKind;
use resilin::{Site, policy, resilient};

mod client {
    #[super::resilient]
    pub(crate) async fn ticker() -> std::io::Result<()> {
        Ok(())
    }
}

#[resilient(name = "orders")]
async fn orders() -> std::io::Result<()> {
    Ok(())
}

/// A site made by hand takes nothing from the file.
static GONE: Site = Site::new("pass_left_over::gone", policy!("attempts = 3"));

const LEAVE: &str = "write the function's name as `resilin::sites()` gives it, or leave the entry out";
const TICKER: &str = "did you mean `pass_left_over::client::ticker`?";

fn main() {
    GONE.list();
    let findings = resilin::check().expect_err("six entries are left over");
    assert!(findings.iter().all(|finding| finding.kind == FindingKind::NoSuchFunction), "{findings:?}");
    let told: Vec<_> = findings.iter().map(|finding| (&*finding.message, &*finding.help)).collect();
    let expected = [
        ("client::ticker", TICKER),
        ("ordres", "did you mean `orders`?"),
        ("pass_left_over::client::tickr", TICKER),
        ("pass_left_over::gone", LEAVE),
        ("pass_left_over::ticker", TICKER),
        ("pass_leftover::client::ticker", TICKER),
    ];
    let expected = expected.map(|(entry, help)| {
        (
            format!("the entry `[sites.\"{entry}\"]` in the resilience.toml of `pass_left_over` fits no function"),
            help,
        )
    });
    assert_eq!(told, expected.each_ref().map(|(message, help)| (&**message, *help)));
    let places = findings.iter().map(|finding| finding.sites.first().map(|site| site.name));
    let ticker = Some("pass_left_over::client::ticker");
    assert_eq!(places.collect::<Vec<_>>(), [ticker, Some("orders"), ticker, None, ticker, ticker]);
}
