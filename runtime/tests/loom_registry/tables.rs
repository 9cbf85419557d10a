//! Tables that are defined, or overridden, beside the failures that ask for their rules.

use resilin::config::Overrides;
use resilin::{Site, define_table};

use super::common::{end, failing, model, site};

loom::lazy_static! {
    static ref SITE: Site = site("backoff = fixed(0s), attempts = 3, table = shop");
}

fn runs() -> u32 {
    failing(|body| SITE.call_blocking(body))
}

/// A site keeps the table that it has found.
// Red when: `named` of tables.rs gives the lock back after a name was not found, and adds it under another.
#[test]
fn the_first_failure_finds_the_table_that_is_defined() {
    model(4, || {
        let other = loom::thread::spawn(|| define_table("shop", "server = fail").expect("it is sound"));
        let meanwhile = runs();
        end(other);
        assert!([1, 2, 3].contains(&meanwhile), "{meanwhile}");
        assert_eq!(runs(), 1);
    });
}

/// An override puts its rules before those that hold now, not before those that held when it came.
// Red when: `rules_over` of table.rs takes any rules behind it for those that it knows.
#[test]
fn an_override_follows_the_table_that_it_was_made_of() {
    model(4, || {
        define_table("shop", "server = fail, client = fail").expect("it is sound");
        let override_it = Overrides::new().text("ops.toml", "[tables.shop]\nclient = 'retry'");
        assert!(override_it.apply().is_ok());
        let reader = loom::thread::spawn(|| resilin::table("shop").map(|table| table.to_string()));
        define_table("shop", "server = retry(attempts = 2), client = fail").expect("it is sound");
        let seen = end(reader).expect("it is defined");
        let [before, after] = ["client = retry, server = fail", "client = retry, server = retry(attempts = 2)"];
        assert!([before, after].contains(&seen.as_str()), "{seen}");
        assert_eq!(resilin::table("shop").map(|table| table.to_string()).as_deref(), Some(after));
    });
}
