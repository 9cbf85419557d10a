//! Snapshots of expansions, one file each in `tests/snapshots/`. `UPDATE_EXPECT=1 cargo test -p resilin-macros` writes
//! them anew; read the difference before it is committed.

mod files;

use expect_test::{ExpectFile, expect_file};
use proc_macro2::TokenStream;
use quote::quote;

use crate::file::File;

fn pretty(expansion: TokenStream) -> String {
    let file = syn::parse2(expansion).expect("an expansion is a list of items");
    prettyplease::unparse(&file)
}

fn resilient(expected: &ExpectFile, attribute: TokenStream, item: &TokenStream) {
    beside(&File::default(), expected, attribute, item);
}

fn beside(file: &File, expected: &ExpectFile, attribute: TokenStream, item: &TokenStream) {
    expected.assert_eq(&pretty(crate::resilient::expand(attribute, item, file)));
}

#[test]
fn async_method() {
    resilient(
        &expect_file!["../tests/snapshots/async_method.rs"],
        quote!(backoff = "exp(1s,2,60s)", jitter = 0.25),
        &quote! {
            /// The last price.
            async fn ticker(&self, symbol: &str) -> Result<Ticker, ApiError> {
                Ok(self.http.get(self.url(symbol)).send().await?.json().await?)
            }
        },
    );
}

// Red when: `is_text` of resilient/rustdoc.rs is `attribute.path().is_ident("doc")`.
#[test]
fn undocumented() {
    resilient(
        &expect_file!["../tests/snapshots/undocumented.rs"],
        quote!(backoff = none),
        &quote! {
            #[doc(alias = "price")]
            #[doc(hidden)]
            fn ticker(&self) -> Result<Ticker, ApiError> {
                self.http.get()
            }
        },
    );
}

#[test]
fn timeout_and_deadline() {
    resilient(
        &expect_file!["../tests/snapshots/timeout_and_deadline.rs"],
        quote!(timeout = 2s, deadline = 30s),
        &quote! {
            pub async fn read(path: &Path) -> io::Result<Vec<u8>> {
                fetch(path).await
            }
        },
    );
}

#[test]
fn single_attempt() {
    resilient(
        &expect_file!["../tests/snapshots/single_attempt.rs"],
        quote!(attempts = 1, timeout = 2s, clone(order)),
        &quote! {
            async fn place(self, order: Order) -> Result<Receipt, ApiError> {
                self.send(order).await
            }
        },
    );
}

#[test]
fn breaker_with_retries() {
    resilient(
        &expect_file!["../tests/snapshots/breaker_with_retries.rs"],
        quote!(breaker("api", failures = 3, failure_rate = 50%, open = exp(30s, 2, 10m))),
        &quote! {
            async fn ticker(&self, symbol: &str) -> Result<Ticker, ApiError> {
                self.get(symbol).await
            }
        },
    );
}

// Red when: `policy` of constant.rs leaves `on` or `table` out, or `delays_tokens` a rule's own shape.
#[test]
fn tables() {
    resilient(
        &expect_file!["../tests/snapshots/tables.rs"],
        quote!(
            table = "http",
            quota("http", wait_up_to = 30s),
            on(
                throttled = retry(exp(1s, 2, 60s), attempts = 10),
                server = retry(scale = 4, counts = false),
                quota = cooldown(15m, max = 6h),
                client = fail(counts = true),
                "conflict" = retry,
            )
        ),
        &quote! {
            /// The last price.
            async fn ticker(&self, symbol: &str) -> Result<Ticker, ApiError> {
                self.get(symbol).await
            }
        },
    );
}

#[test]
fn leased() {
    resilient(
        &expect_file!["../tests/snapshots/leased.rs"],
        quote!(
            credentials(lease = self.session),
            retry_budget("api", tokens = 500, cost = 5, earn = 0.5),
            on("expired" = refresh),
            fallback = |error| Ok(self.cached(symbol, error)?),
        ),
        &quote! {
            async fn ticker(&self, symbol: &str) -> Result<Ticker, ApiError> {
                self.get(symbol, lease).await
            }
        },
    );
}

#[test]
fn in_a_registry_of_its_own() {
    resilient(
        &expect_file!["../tests/snapshots/in_a_registry_of_its_own.rs"],
        quote!(
            attempts = 2,
            registry = self.tenant.registry(),
            breaker = "api/{region}",
            fallback = async |error| self.elsewhere(region, error).await,
        ),
        &quote! {
            async fn ticker(&self, region: &str) -> Result<Ticker, ApiError> {
                self.get(region).await
            }
        },
    );
}

// Red when: `Plan::begin` leaves `#key` out, or `member` makes no `r#type` of `type`.
#[test]
fn keyed_breaker_without_retries() {
    resilient(
        &expect_file!["../tests/snapshots/keyed_breaker_without_retries.rs"],
        quote!(breaker = "api/{ self.tenant }/{region.0.type}", attempts = 1),
        &quote! {
            fn order(&self, order: Order, Request { region, .. }: Request) -> Result<Receipt, ApiError> {
                self.post(order, region)
            }
        },
    );
}

#[test]
fn every_code_key() {
    resilient(
        &expect_file!["../tests/snapshots/every_code_key.rs"],
        quote!(
            name = "shop.order",
            classify = my::classify,
            validate = my::check,
            clone(order, key),
            attempt = this,
            crate = ::renamed
        ),
        &quote! {
            async fn order(&self, mut order: Order, key: Key) -> Result<Receipt, String> {
                send(order, key, this.number()).await
            }
        },
    );
}

#[test]
fn blocking() {
    resilient(
        &expect_file!["../tests/snapshots/blocking.rs"],
        quote!(attempts = 5),
        &quote! {
            fn lines(&self) -> Result<impl Iterator<Item = String> + use<>, io::Error> {
                #![allow(clippy::needless_return)]
                return read(&self.path);
            }
        },
    );
}

#[test]
fn impl_future() {
    resilient(
        &expect_file!["../tests/snapshots/impl_future.rs"],
        quote!(),
        &quote! {
            fn read(&self) -> impl Future<Output = io::Result<u32>> + Send {
                async move { self.inner.read().await }
            }
        },
    );
}

#[test]
fn boxed_future() {
    resilient(
        &expect_file!["../tests/snapshots/boxed_future.rs"],
        quote!(),
        &quote! {
            fn read<'a>(&'a self) -> Pin<Box<dyn Future<Output = io::Result<u32>> + Send + 'a>> {
                Box::pin(self.inner.read())
            }
        },
    );
}

#[test]
fn async_trait_method() {
    resilient(
        &expect_file!["../tests/snapshots/async_trait_method.rs"],
        quote!(deadline = 10s),
        &quote! {
            fn read<'life0, 'async_trait>(
                &'life0 self,
            ) -> ::core::pin::Pin<
                Box<dyn ::core::future::Future<Output = io::Result<u32>> + ::core::marker::Send + 'async_trait>,
            >
            where
                'life0: 'async_trait,
                Self: 'async_trait,
            {
                Box::pin(async move {
                    if let ::core::option::Option::Some(__ret) = ::core::option::Option::None::<io::Result<u32>> {
                        #[allow(unreachable_code)]
                        return __ret;
                    }
                    let __self = self;
                    let __ret: io::Result<u32> = { __self.inner.read().await };
                    #[allow(unreachable_code)]
                    __ret
                })
            }
        },
    );
}

#[test]
fn impl_block() {
    resilient(
        &expect_file!["../tests/snapshots/impl_block.rs"],
        quote!(backoff = exp(1s, 2, 60s), timeout = 5s),
        &quote! {
            impl<T> Fetch for api::Client<T> {
                const PATH: &'static str = "/ticker";

                async fn ticker(&self) -> Result<Ticker, ApiError> {
                    self.get(Self::PATH).await
                }

                #[resilient(attempts = 1)]
                async fn order(&self) -> Result<Receipt, ApiError> {
                    self.post("/order").await
                }

                #[resilient(skip)]
                async fn ping(&self) -> Result<(), ApiError> {
                    self.post("/ping").await
                }

                #[cfg_attr(test, resilient(attempts = 2))]
                async fn trades(&self) -> Result<Vec<Trade>, ApiError> {
                    self.get("/trades").await
                }

                #[resilient]
                fn symbols(&self) -> Result<Vec<Symbol>, ApiError> {
                    self.read()
                }

                fn name(&self) -> &str {
                    &self.name
                }
            }
        },
    );
}

#[test]
fn wrong_policy_still_expands() {
    resilient(
        &expect_file!["../tests/snapshots/wrong_policy_still_expands.rs"],
        quote!(attemps = 3, timeout = "5"),
        &quote! {
            fn read(&self) -> io::Result<u32> {
                self.inner.read()
            }
        },
    );
}

#[test]
fn wrong_function_stays_as_it_is() {
    resilient(
        &expect_file!["../tests/snapshots/wrong_function_stays_as_it_is.rs"],
        quote!(attempts = 3),
        &quote! {
            pub const fn answer() -> u32 {
                42
            }
        },
    );
}

#[test]
fn derive_classify() {
    let expansion = crate::classify::expand(quote! {
        #[class(unknown)]
        enum ApiError<E> {
            #[class(network, not_processed)]
            Refused,
            #[class(throttled, retry_after = after)]
            Slow { after: Option<Duration>, limit: u32 },
            #[class(custom("conflict"))]
            Conflict(String),
            #[class(delegate)]
            Http(E),
            #[class(from_rejected)]
            Rejected(Rejected),
            Other,
        }
    });
    expect_file!["../tests/snapshots/derive_classify.rs"].assert_eq(&pretty(expansion));
}
