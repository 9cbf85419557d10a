async fn ticker(&self, region: &str) -> Result<Ticker, ApiError> {
    '__resilient_fallback: {
        let __resilient_error = {
            let __resilient_end = {
                let mut __resilient_call = ::resilin::__private::ScopedAsyncCall::begin(
                    {
                        static SITE: ::resilin::__private::Declared = ::resilin::__private::Declared::new(
                            ::core::concat!(::core::module_path!(), "::", "ticker"),
                            ::resilin::__private::Settings {
                                attempts: ::core::option::Option::Some(
                                    ::resilin::Attempts::Limited(
                                        ::core::num::NonZeroU32::MIN.saturating_add(2u32 - 1),
                                    ),
                                ),
                                breaker: ::core::option::Option::Some(::resilin::__private::BreakerRef {
                                    name: ::resilin::__private::Cow::Borrowed("api/{region}"),
                                    settings: ::resilin::__private::BreakerSettings::NONE,
                                }),
                                ..::resilin::__private::Settings::NONE
                            },
                            ::resilin::__private::Compiled(215u8),
                            (::core::module_path!(), ::core::file!(), ::core::line!()),
                        );
                        ::resilin::__private::listed!(SITE);
                        ::resilin::__private::Declared::enter(&SITE)
                    },
                    &self.tenant.registry(),
                    ::core::option::Option::Some(::core::format_args!("api/{}", region)),
                );
                let mut __resilient_kept = ::resilin::__private::Kept::nothing();
                loop {
                    let __resilient_end: ::core::result::Result<
                        Result<Ticker, ApiError>,
                        ::resilin::Rejected,
                    > = ::resilin::__private::ScopedAsyncCall::gated(
                            &mut __resilient_call,
                            async {
                                if let ::core::option::Option::Some(__resilient_return) = ::core::option::Option::None::<
                                    Result<Ticker, ApiError>,
                                > {
                                    return __resilient_return;
                                }
                                { self.get(region).await }
                            },
                        )
                        .await;
                    match __resilient_end {
                        ::core::result::Result::Ok(__resilient_outcome) => {
                            match ::resilin::__private::Outcome::into_result(
                                __resilient_outcome,
                            ) {
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
                                            ::resilin::Error::Failed(__resilient_error),
                                        );
                                    }
                                    __resilient_kept = ::resilin::__private::Kept::error(
                                        ::resilin::Error::Failed(__resilient_error),
                                    );
                                }
                            }
                        }
                        ::core::result::Result::Err(__resilient_rejected) => {
                            break ::core::result::Result::Err(
                                ::resilin::__private::Kept::or(
                                    __resilient_kept,
                                    __resilient_rejected,
                                ),
                            );
                        }
                    }
                }
            };
            match __resilient_end {
                ::core::result::Result::Ok(__resilient_value) => {
                    break '__resilient_fallback ::core::result::Result::Ok(
                        __resilient_value,
                    );
                }
                ::core::result::Result::Err(__resilient_error) => __resilient_error,
            }
        };
        ::resilin::__private::fall_back(
                __resilient_error,
                |error| {
                    async move {
                        if let ::core::option::Option::Some(__resilient_return) = ::core::option::Option::None::<
                            Result<Ticker, ApiError>,
                        > {
                            return __resilient_return;
                        }
                        self.elsewhere(region, error).await
                    }
                },
            )
            .await
    }
}
