/// The last price.
/**

# Resilience

- Up to 2 attempts: network trouble, timeouts, server errors, overload, throttling, invalid answers, wrong requests and errors of no known class are retried.
- Used-up quotas and refused credentials are returned at once.
- Delays: 200ms each time, each drawn at random between zero and that.
- For throttling, 1s each time; for errors of no known class, 4 times the delay, up to 20s.
- The whole call, waits included, may take 30s.
- The breaker `api/{symbol}`, one for each `symbol`, guards every attempt: 5 failures in a row open it for 30s, then one probe decides.
- While the quota `http` is closed, a call is refused at once; after the reset one call probes, and the others come back over 10s. It is closed by used-up quotas (15m at first and up to 6h where the server names no reset).
- Retries are paid from the retry budget `api` (20% of the successes, and 10/s besides): when it is empty, the last error is returned.
- At most 30s in all, 1s of it waiting. A server that asks for a longer wait gets it if the deadline leaves the time for it.
*/
async fn price(&self, symbol: &str) -> Result<Ticker, ApiError> {
    let mut __resilient_call = ::resilin::__private::KeyedAsyncCall::begin(
        {
            const _: &[u8] = ::core::include_bytes!(
                ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/resilience.toml")
            );
            static SITE: ::resilin::__private::Declared = ::resilin::__private::Declared::new(
                    ::core::concat!(::core::module_path!(), "::", "price"),
                    ::resilin::__private::Settings {
                        attempts: ::core::option::Option::Some(
                            ::resilin::Attempts::Limited(
                                ::core::num::NonZeroU32::MIN.saturating_add(2u32 - 1),
                            ),
                        ),
                        deadline: ::core::option::Option::Some(
                            ::core::time::Duration::new(30u64, 0u32),
                        ),
                        breaker: ::core::option::Option::Some(::resilin::__private::BreakerRef {
                            name: ::resilin::__private::Cow::Borrowed("api/{symbol}"),
                            settings: ::resilin::__private::BreakerSettings {
                                open: ::core::option::Option::Some(
                                    ::resilin::Backoff::Fixed(
                                        ::core::time::Duration::new(30u64, 0u32),
                                    ),
                                ),
                                ..::resilin::__private::BreakerSettings::NONE
                            },
                        }),
                        table: ::core::option::Option::Some(
                            ::resilin::__private::TableRef::with_rules(
                                "http",
                                ::resilin::__private::Table(
                                    ::resilin::__private::Cow::Borrowed(
                                        &[
                                            ::resilin::__private::ClassRule {
                                                class: ::resilin::__private::Cow::Borrowed("client"),
                                                rule: ::resilin::__private::Rule::Retry(::resilin::__private::Retry {
                                                    delays: ::resilin::__private::Delays::Site,
                                                    attempts: ::core::num::NonZeroU32::new(0u32),
                                                }),
                                                counts: ::core::option::Option::None,
                                            },
                                        ],
                                    ),
                                ),
                            ),
                        ),
                        quota: ::core::option::Option::Some(::resilin::__private::QuotaRef {
                            name: ::resilin::__private::Cow::Borrowed("http"),
                            settings: ::resilin::__private::QuotaSettings {
                                ramp: ::core::option::Option::Some(
                                    ::core::time::Duration::new(10u64, 0u32),
                                ),
                                ..::resilin::__private::QuotaSettings::NONE
                            },
                        }),
                        retry_budget: ::core::option::Option::Some(::resilin::__private::RetryBudgetRef {
                            name: ::resilin::__private::Cow::Borrowed("api"),
                            settings: ::resilin::__private::RetryBudgetSettings {
                                ratio: ::core::option::Option::Some(0.2f64),
                                ..::resilin::__private::RetryBudgetSettings::NONE
                            },
                        }),
                        ..::resilin::__private::Settings::NONE
                    },
                    ::resilin::__private::Compiled(159u8),
                    (::core::module_path!(), ::core::file!(), ::core::line!()),
                )
                .written(
                    &::resilin::__private::LayerTexts {
                        own: "attempts = 2",
                        policy: (
                            "reads",
                            "attempts = 6, deadline = 30s, breaker = \"api/{symbol}\", quota = \"http\", retry_budget = \"api\", table = \"http\"",
                        ),
                        breaker: "open = 30s",
                        quota: "ramp = 10s",
                        retry_budget: "ratio = 0.2",
                        table: ::core::option::Option::Some("client = retry"),
                        ..::resilin::__private::LayerTexts::NONE
                    },
                );
            ::resilin::__private::listed!(SITE);
            ::resilin::__private::Declared::enter(&SITE)
        },
        ::core::format_args!("api/{}", symbol),
    );
    let mut __resilient_kept = ::resilin::__private::Kept::nothing();
    loop {
        let __resilient_end = ::resilin::__private::KeyedAsyncCall::gated_limited(
                &mut __resilient_call,
                async {
                    if let ::core::option::Option::Some(__resilient_return) = ::core::option::Option::None::<
                        Result<Ticker, ApiError>,
                    > {
                        return __resilient_return;
                    }
                    { self.get(symbol).await }
                },
            )
            .await;
        match __resilient_end {
            ::resilin::__private::Attempted::Ended(__resilient_outcome) => {
                match ::resilin::__private::Outcome::into_result(__resilient_outcome) {
                    ::core::result::Result::Ok(__resilient_value) => {
                        ::resilin::__private::KeyedAsyncCall::succeeded(
                            &mut __resilient_call,
                        );
                        break ::resilin::__private::Outcome::from_value(
                            __resilient_value,
                        );
                    }
                    ::core::result::Result::Err(__resilient_error) => {
                        if ::resilin::__private::KeyedAsyncCall::gives_up(
                            &mut __resilient_call,
                            {
                                use ::resilin::__private::{
                                    ByClassify as _, ByNothing as _, ByReport as _,
                                    BySource as _,
                                };
                                (&&&&::resilin::__private::Probe(&__resilient_error))
                                    .__resilient_fault()
                            },
                            &__resilient_error,
                        ) {
                            break ::resilin::__private::Outcome::from_error(
                                __resilient_error,
                            );
                        }
                        __resilient_kept = ::resilin::__private::Kept::error(
                            __resilient_error,
                        );
                    }
                }
            }
            ::resilin::__private::Attempted::Cut(__resilient_rejected) => {
                if !::resilin::__private::KeyedAsyncCall::rejected(
                    &mut __resilient_call,
                    &__resilient_rejected,
                ) {
                    break ::resilin::__private::Kept::refused(
                        __resilient_kept,
                        __resilient_rejected,
                    );
                }
                __resilient_kept = ::resilin::__private::Kept::rejected(
                    __resilient_rejected,
                );
            }
            ::resilin::__private::Attempted::Refused(__resilient_rejected) => {
                break ::resilin::__private::Kept::refused(
                    __resilient_kept,
                    __resilient_rejected,
                );
            }
        }
    }
}
