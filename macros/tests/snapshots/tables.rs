/// The last price.
/**

# Resilience

- Up to 3 attempts: network trouble, timeouts, server errors, overload, throttling, invalid answers, errors of no known class and `conflict` are retried.
- Used-up quotas, refused credentials and wrong requests are returned at once.
- Delays: 200ms, 400ms, each drawn at random between zero and that.
- For server errors, 4 times the delay, up to 20s; for throttling, 1s, 2s, 4s, 8s, … up to 60s, up to 10 attempts, counted apart; for errors of no known class, 4 times the delay, up to 20s.
- What the table `http` says of a class holds instead, but for throttling, server errors, used-up quotas, wrong requests and `conflict`.
- While the quota `http` is closed, a call waits up to 30s for it, else it is refused; after the reset one call probes, and the others come back over 10s. It is closed by used-up quotas (15m at first and up to 6h where the server names no reset).
*/
async fn ticker(&self, symbol: &str) -> Result<Ticker, ApiError> {
    let mut __resilient_call = ::resilin::__private::GuardedAsyncCall::begin({
        static SITE: ::resilin::__private::Declared = ::resilin::__private::Declared::new(
            ::core::concat!(::core::module_path!(), "::", "ticker"),
            ::resilin::__private::Settings {
                table: ::core::option::Option::Some(
                    ::resilin::__private::TableRef::named("http"),
                ),
                on: ::core::option::Option::Some(
                    ::resilin::__private::Table(
                        ::resilin::__private::Cow::Borrowed(
                            &[
                                ::resilin::__private::ClassRule {
                                    class: ::resilin::__private::Cow::Borrowed("throttled"),
                                    rule: ::resilin::__private::Rule::Retry(::resilin::__private::Retry {
                                        delays: ::resilin::__private::Delays::Own(::resilin::Backoff::Exponential {
                                            first: ::core::time::Duration::new(1u64, 0u32),
                                            factor: 2f64,
                                            cap: ::core::time::Duration::new(60u64, 0u32),
                                        }),
                                        attempts: ::core::num::NonZeroU32::new(10u32),
                                    }),
                                    counts: ::core::option::Option::None,
                                },
                                ::resilin::__private::ClassRule {
                                    class: ::resilin::__private::Cow::Borrowed("server"),
                                    rule: ::resilin::__private::Rule::Retry(::resilin::__private::Retry {
                                        delays: ::resilin::__private::Delays::Scaled(4u32),
                                        attempts: ::core::num::NonZeroU32::new(0u32),
                                    }),
                                    counts: ::core::option::Option::Some(false),
                                },
                                ::resilin::__private::ClassRule {
                                    class: ::resilin::__private::Cow::Borrowed("quota"),
                                    rule: ::resilin::__private::Rule::Cooldown {
                                        default: ::core::time::Duration::new(900u64, 0u32),
                                        max: ::core::time::Duration::new(21600u64, 0u32),
                                    },
                                    counts: ::core::option::Option::None,
                                },
                                ::resilin::__private::ClassRule {
                                    class: ::resilin::__private::Cow::Borrowed("client"),
                                    rule: ::resilin::__private::Rule::Fail,
                                    counts: ::core::option::Option::Some(true),
                                },
                                ::resilin::__private::ClassRule {
                                    class: ::resilin::__private::Cow::Borrowed("conflict"),
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
                quota: ::core::option::Option::Some(::resilin::__private::QuotaRef {
                    name: ::resilin::__private::Cow::Borrowed("http"),
                    settings: ::resilin::__private::QuotaSettings {
                        wait_up_to: ::core::option::Option::Some(
                            ::core::time::Duration::new(30u64, 0u32),
                        ),
                        ..::resilin::__private::QuotaSettings::NONE
                    },
                }),
                ..::resilin::__private::Settings::NONE
            },
            ::resilin::__private::Compiled(135u8),
            (::core::module_path!(), ::core::file!(), ::core::line!()),
        );
        ::resilin::__private::listed!(SITE);
        ::resilin::__private::Declared::enter(&SITE)
    });
    let mut __resilient_kept = ::resilin::__private::Kept::nothing();
    loop {
        let __resilient_end = ::resilin::__private::GuardedAsyncCall::gated(
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
            ::core::result::Result::Ok(__resilient_outcome) => {
                match ::resilin::__private::Outcome::into_result(__resilient_outcome) {
                    ::core::result::Result::Ok(__resilient_value) => {
                        ::resilin::__private::GuardedAsyncCall::succeeded(
                            &mut __resilient_call,
                        );
                        break ::resilin::__private::Outcome::from_value(
                            __resilient_value,
                        );
                    }
                    ::core::result::Result::Err(__resilient_error) => {
                        if ::resilin::__private::GuardedAsyncCall::gives_up(
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
            ::core::result::Result::Err(__resilient_rejected) => {
                break ::resilin::__private::Kept::refused(
                    __resilient_kept,
                    __resilient_rejected,
                );
            }
        }
    }
}
