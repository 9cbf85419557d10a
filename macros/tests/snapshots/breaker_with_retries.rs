async fn ticker(&self, symbol: &str) -> Result<Ticker, ApiError> {
    let mut __resilient_call = ::resilin::__private::GuardedAsyncCall::begin({
        static SITE: ::resilin::__private::Declared = ::resilin::__private::Declared::new(
            ::core::concat!(::core::module_path!(), "::", "ticker"),
            ::resilin::__private::Settings {
                breaker: ::core::option::Option::Some(::resilin::__private::BreakerRef {
                    name: ::resilin::__private::Cow::Borrowed("api"),
                    settings: ::resilin::__private::BreakerSettings {
                        failures: ::core::num::NonZeroU32::new(3u32),
                        failure_rate: ::core::option::Option::Some(0.5f64),
                        open: ::core::option::Option::Some(::resilin::Backoff::Exponential {
                            first: ::core::time::Duration::new(30u64, 0u32),
                            factor: 2f64,
                            cap: ::core::time::Duration::new(600u64, 0u32),
                        }),
                        ..::resilin::__private::BreakerSettings::NONE
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
