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

    #[super::resilient]
    pub(crate) async fn depth() -> std::io::Result<()> {
        Ok(())
    }
}

#[resilient(name = "orders")]
async fn orders() -> std::io::Result<()> {
    Ok(())
}

#[resilient(name = "prices")]
async fn prices() -> std::io::Result<()> {
    Ok(())
}

/// A site made by hand takes nothing from the file.
static GONE: Site = Site::new("pass_left_over::gone", policy!("attempts = 3"));

const TICKER: (&str, Option<&str>) = name("pass_left_over::client::ticker");
const DEPTH: (&str, Option<&str>) = name("pass_left_over::client::depth");

const fn name(meant: &str) -> (&str, Option<&str>) {
    (meant, Some(meant))
}

fn main() {
    GONE.list();
    let findings = resilin::check().expect_err("six entries are left over");
    assert!(findings.iter().all(|finding| finding.kind == FindingKind::NoSuchFunction), "{findings:?}");
    let told: Vec<String> = findings.iter().map(ToString::to_string).collect();
    let places: Vec<Option<&str>> =
        findings.iter().map(|finding| finding.sites.first().map(|site| site.name)).collect();
    let expected = [
        ("[sites.\"client::depth\"]", DEPTH),
        ("[sites.\"pass_left_over::client::tickr\"]", TICKER),
        ("[sites.\"pass_left_over::gone\"]", ("", None)),
        ("[sites.\"pass_left_over::ticker\"]", TICKER),
        ("[sites.\"pass_leftover::client::depth\"]", DEPTH),
        ("[sites.pricse]", name("prices")),
    ];
    assert_eq!(places, expected.map(|(_, (_, place))| place), "{told:#?}");
    for (told, (entry, (meant, place))) in told.iter().zip(expected) {
        let begins = format!("the entry `{entry}` in the resilience.toml of `pass_left_over` fits no function\n");
        assert!(told.starts_with(&begins), "{told}");
        let help = match place {
            Some(_) => format!("help: did you mean `{meant}`?"),
            None => "help: write the name as `resilin::sites()` gives it; if no build has the function, leave the entry out"
                .to_owned(),
        };
        assert!(told.ends_with(&help), "{told}");
    }
}
