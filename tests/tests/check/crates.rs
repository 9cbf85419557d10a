//! Names that are used twice: by two sites for themselves, or by two crates for what they name.
//!
//! Red when: check/crates.rs takes the first segment of the site's name for the crate, or counts sites in place of crates.

use resilin::check::FindingKind::{AcrossCrates, SameSiteName};
use resilin::{Site, resilient};

use super::common::{ASYNC, by_hand, found, list, policy, site, told};

fn placed(name: &'static str, module: &'static str, file: &'static str, text: &str) {
    list(Site::declared(name, policy(text), ASYNC, (module, file, 7)));
}

#[test]
fn one_site_name_in_two_crates() {
    placed("twice", "shop::client", "shop/src/client.rs", "");
    placed("twice", "billing::pay", "billing/src/pay.rs", "");
    let told = told(SameSiteName, "`twice`");
    assert_eq!(
        told,
        "\
sites of the crates `billing` and `shop` have one name, `twice`
  --> billing/src/pay.rs:7, `twice`
  --> shop/src/client.rs:7, `twice`
  help: give each a name of its own, as in `name = \"shop::orders\"`"
    );
}

#[test]
fn one_site_name_in_one_crate() {
    placed("often", "shop::a", "src/a.rs", "");
    placed("often", "shop::b", "src/b.rs", "");
    by_hand("often", "");
    let told = told(SameSiteName, "`often`");
    assert_eq!(
        told,
        "\
3 sites have one name, `often`
  --> made by hand, `often`
  --> src/a.rs:7, `often`
  --> src/b.rs:7, `often`
  help: give each a name of its own, as in `name = \"shop::orders\"`"
    );
}

struct Orders;
struct Prices;

impl Orders {
    #[resilient]
    async fn get(&self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Prices {
    #[resilient]
    async fn get(&self) -> std::io::Result<()> {
        Ok(())
    }
}

/// An attribute on a method does not see the type: two of one name in one module are found here.
#[test]
fn methods_of_two_types() {
    let _ = (Orders::get, Prices::get);
    let findings = found(SameSiteName, "`check::crates::get`");
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].sites.len(), 2);
}

#[test]
fn one_name_in_two_crates() {
    placed("shop::b", "shop::b", "shop/src/b.rs", "breaker = \"across\", table = \"across\", quota = across");
    placed("billing::b", "billing::b", "billing/src/b.rs", "breaker = \"across\", table = \"across\"");
    placed("audit::b", "audit", "audit/src/lib.rs", "breaker = \"across\"");
    let told = told(AcrossCrates, "`across`");
    assert_eq!(
        told,
        "\
the breaker `across` is shared by the crates `audit`, `billing` and `shop`
  --> audit/src/lib.rs:7, `audit::b`
  --> billing/src/b.rs:7, `billing::b`
  --> shop/src/b.rs:7, `shop::b`
  help: if they are not to share it, give one of them another breaker, or a `registry` of its own
the table `across` is shared by the crates `billing` and `shop`
  --> billing/src/b.rs:7, `billing::b`
  --> shop/src/b.rs:7, `shop::b`
  help: if they are not to share it, give one of them another table, or a `registry` of its own"
    );
}

#[test]
fn one_name_in_one_crate_is_what_names_are_for() {
    placed("shop::c", "shop::c", "src/c.rs", "breaker = \"inside\"");
    placed("shop::d", "shop::d", "src/d.rs", "breaker = \"inside\"");
    by_hand("by hand inside", "breaker = \"inside\"");
    assert_eq!(found(AcrossCrates, "`inside`"), []);
    site("alone::b", 1, "");
    assert_eq!(found(SameSiteName, "`alone::b`"), []);
}
