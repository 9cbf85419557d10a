/// The last price.
#[cfg(feature = "prices")]
/**

# Resilience

- Up to 3 attempts: network trouble, timeouts, server errors, overload, throttling, invalid answers and errors of no known class are retried.
- Used-up quotas, refused credentials and wrong requests are returned at once.
- Delays: 200ms, 400ms, each drawn at random between zero and that.
- For throttling, 1s, 2s; for errors of no known class, 4 times the delay, up to 20s.
- Each attempt may take 5s.
- At most 18s in all, 3s of it waiting. A server that asks for a longer wait gets up to 5m each time.

Where it is `shop::client::ticker`:

- It runs once: nothing is retried.
- Each attempt may take 5s.
- The breaker `api/{symbol}`, one for each `symbol`, guards every attempt: while it is open, a call is refused at once.

Where it is `shop::feed::ticker`:

- Up to 3 attempts: network trouble, timeouts, server errors, overload, throttling, invalid answers and errors of no known class are retried.
- Used-up quotas, refused credentials and wrong requests are returned at once.
- Delays: 200ms, 400ms, each drawn at random between zero and that.
- For throttling, 1s, 2s; for errors of no known class, 4 times the delay, up to 20s.
- Each attempt may take 5s.
- The breaker `feed` guards every attempt: while it is open, a call is refused at once.
- At most 18s in all, 3s of it waiting. A server that asks for a longer wait gets up to 5m each time.
*/
async fn ticker(&self, symbol: &str) -> Result<Ticker, ApiError> {
    let __resilient_site = {
        const _: &[u8] = ::core::include_bytes!(
            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/resilience.toml")
        );
        ::resilin::__private::entries!(
            "shop::client::ticker" "shop::feed::ticker" "shop::wrong::ticker"
        );
        static SITE: ::resilin::__private::Declared = {
            const NAME: &str = ::core::concat!(::core::module_path!(), "::", "ticker");
            if ::resilin::__private::same(NAME, "shop::client::ticker") {
                ::resilin::__private::Declared::new(
                        NAME,
                        {
                            const SETTINGS: ::resilin::__private::Settings = ::resilin::__private::Settings {
                                attempts: ::core::option::Option::Some(
                                    ::resilin::Attempts::Limited(
                                        ::core::num::NonZeroU32::MIN.saturating_add(1u32 - 1),
                                    ),
                                ),
                                timeout: ::core::option::Option::Some(
                                    ::core::time::Duration::new(5u64, 0u32),
                                ),
                                breaker: ::core::option::Option::Some(::resilin::__private::BreakerRef {
                                    name: ::resilin::__private::Cow::Borrowed("api/{symbol}"),
                                    settings: ::resilin::__private::BreakerSettings::NONE,
                                }),
                                ..::resilin::__private::Settings::NONE
                            };
                            SETTINGS
                        },
                        ::resilin::__private::Compiled(159u8),
                        (::core::module_path!(), ::core::file!(), ::core::line!()),
                    )
                    .written(
                        &::resilin::__private::LayerTexts {
                            own: "timeout = 5s",
                            site: "attempts = 1, breaker = \"api/{symbol}\"",
                            ..::resilin::__private::LayerTexts::NONE
                        },
                    )
            } else if ::resilin::__private::same(NAME, "shop::feed::ticker") {
                ::resilin::__private::Declared::new(
                        NAME,
                        {
                            const SETTINGS: ::resilin::__private::Settings = ::resilin::__private::Settings {
                                timeout: ::core::option::Option::Some(
                                    ::core::time::Duration::new(5u64, 0u32),
                                ),
                                breaker: ::core::option::Option::Some(::resilin::__private::BreakerRef {
                                    name: ::resilin::__private::Cow::Borrowed("feed"),
                                    settings: ::resilin::__private::BreakerSettings::NONE,
                                }),
                                ..::resilin::__private::Settings::NONE
                            };
                            SETTINGS
                        },
                        ::resilin::__private::Compiled(143u8),
                        (::core::module_path!(), ::core::file!(), ::core::line!()),
                    )
                    .written(
                        &::resilin::__private::LayerTexts {
                            own: "timeout = 5s",
                            site: "breaker = \"feed\"",
                            ..::resilin::__private::LayerTexts::NONE
                        },
                    )
            } else if ::resilin::__private::same(NAME, "shop::wrong::ticker") {
                ::core::panic!(
                    "{}",
                    "`timeout` is not shorter than `deadline`: it could never end an attempt\n`deadline = 1s` comes from `[sites.\"shop::wrong::ticker\"]` of resilience.toml\nhelp: write less than `1s`, or leave one of the two out"
                )
            } else {
                ::resilin::__private::Declared::new(
                    NAME,
                    {
                        const SETTINGS: ::resilin::__private::Settings = ::resilin::__private::Settings {
                            timeout: ::core::option::Option::Some(
                                ::core::time::Duration::new(5u64, 0u32),
                            ),
                            ..::resilin::__private::Settings::NONE
                        };
                        SETTINGS
                    },
                    ::resilin::__private::Compiled(143u8),
                    (::core::module_path!(), ::core::file!(), ::core::line!()),
                )
            }
        };
        ::resilin::__private::listed!(SITE);
        ::resilin::__private::Declared::enter(&SITE)
    };
    let mut __resilient_call = if const {
        ::resilin::__private::same(
            ::core::concat!(::core::module_path!(), "::", "ticker"),
            "shop::client::ticker",
        )
    } {
        ::resilin::__private::ScopedAsyncCall::begin(
            __resilient_site,
            ::resilin::Registry::global(),
            ::core::option::Option::Some(::core::format_args!("api/{}", symbol)),
        )
    } else if const {
        ::resilin::__private::same(
            ::core::concat!(::core::module_path!(), "::", "ticker"),
            "shop::feed::ticker",
        )
    } {
        ::resilin::__private::ScopedAsyncCall::begin(
            __resilient_site,
            ::resilin::Registry::global(),
            ::core::option::Option::None,
        )
    } else if const {
        ::resilin::__private::same(
            ::core::concat!(::core::module_path!(), "::", "ticker"),
            "shop::wrong::ticker",
        )
    } {
        ::resilin::__private::ScopedAsyncCall::begin(
            __resilient_site,
            ::resilin::Registry::global(),
            ::core::option::Option::None,
        )
    } else {
        ::resilin::__private::ScopedAsyncCall::begin(
            __resilient_site,
            ::resilin::Registry::global(),
            ::core::option::Option::None,
        )
    };
    let mut __resilient_kept = ::resilin::__private::Kept::nothing();
    loop {
        let __resilient_end = ::resilin::__private::ScopedAsyncCall::gated_limited(
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
                        ::resilin::__private::ScopedAsyncCall::succeeded(
                            &mut __resilient_call,
                        );
                        break ::resilin::__private::Outcome::from_value(
                            __resilient_value,
                        );
                    }
                    ::core::result::Result::Err(__resilient_error) => {
                        if ::resilin::__private::ScopedAsyncCall::gives_up(
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
                if !::resilin::__private::ScopedAsyncCall::rejected(
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
