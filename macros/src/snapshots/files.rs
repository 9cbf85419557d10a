//! What becomes of a function beside a `resilience.toml`.

use expect_test::expect_file;
use proc_macro2::TokenStream;
use quote::quote;

use super::beside;
use crate::file::File;

const FILE: &str = r#"
[policies.reads]
attempts = 6
deadline = "30s"
breaker = "api/{symbol}"
quota = "http"
retry_budget = "api"
table = "http"

[breakers.api]
open = "30s"

[quotas.http]
ramp = "10s"

[retry_budgets.api]
ratio = "20%"

[tables.http]
client = "retry"
"#;

const SITES: &str = r#"
[sites."shop::client::ticker"]
attempts = 1
breaker = "api/{symbol}"

[sites."shop::feed::ticker"]
breaker = "feed"

[sites."shop::wrong::ticker"]
deadline = "1s"

[breakers.api]

[breakers.feed]
"#;

// Red when: `layers` of constant.rs leaves one out, or `Plan::site` the `#watch`.
#[test]
fn named_policy() {
    beside(
        &File::of_text(FILE),
        &expect_file!["../../tests/snapshots/named_policy.rs"],
        quote!(policy = "reads", attempts = 2),
        &quote! {
            /// The last price.
            async fn price(&self, symbol: &str) -> Result<Ticker, ApiError> {
                self.get(symbol).await
            }
        },
    );
}

// Red when: `Plan::retries` looks at the attribute's own policy only, or `Plan::alternative` does not ask for mistakes.
#[test]
fn one_of_several_sites() {
    beside(
        &File::of_text(SITES),
        &expect_file!["../../tests/snapshots/one_of_several_sites.rs"],
        quote!(timeout = 5s),
        &quote! {
            /// The last price.
            #[cfg(feature = "prices")]
            async fn ticker(&self, symbol: &str) -> Result<Ticker, ApiError> {
                self.get(symbol).await
            }
        },
    );
}

// Only the first that may be the only one has the compiler watch the file, and only the first tells its mistakes.
#[test]
fn what_is_done_once() {
    let right = File::of_text(FILE);
    let may_be_left_out = quote!(
        #[cfg(feature = "prices")]
        fn read() -> Result<u32, E> {
            Ok(1)
        }
    );
    let stays = quote!(
        #[inline]
        fn read() -> Result<u32, E> {
            Ok(1)
        }
    );
    let expanded = |file: &File, item: &TokenStream| crate::resilient::expand(quote!(), item, file).to_string();
    let watches = [&may_be_left_out, &may_be_left_out, &stays, &stays, &may_be_left_out]
        .map(|item| expanded(&right, item).contains("include_bytes"));
    assert_eq!(watches, [true, true, true, false, false]);

    let broken = File::of_text("[policies.reads]\nattempts = 0\ntimeout = \"5\"");
    let told = [&stays, &stays].map(|item| expanded(&broken, item).matches("compile_error").count());
    assert_eq!(told, [2, 0]);
}

// An editor's process sees what was saved, created and removed since; what has not changed is not read again.
#[test]
fn what_has_changed_is_read_anew() {
    let path = std::env::temp_dir().join(format!("resilience-{}.toml", std::process::id()));
    let policies = || {
        let file = crate::file::at(&path);
        file.document().map(|document| document.policies.names().map(str::to_owned).collect::<Vec<_>>())
    };
    assert_eq!(policies(), None);
    std::fs::write(&path, "[policies.reads]").unwrap();
    assert_eq!(policies().unwrap(), ["reads"]);
    assert!(std::sync::Arc::ptr_eq(&crate::file::at(&path), &crate::file::at(&path)));
    std::fs::write(&path, "[policies.reads]\n[policies.writes]").unwrap();
    assert_eq!(policies().unwrap(), ["reads", "writes"]);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(policies(), None);
}
