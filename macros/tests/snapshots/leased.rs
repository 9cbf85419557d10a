async fn ticker(&self, symbol: &str) -> Result<Ticker, ApiError> {
    '__resilient_fallback: {
        let __resilient_error = {
            let __resilient_end = {
                let mut __resilient_call = ::resilin::__private::GuardedAsyncCall::begin({
                    static SITE: ::resilin::__private::Declared = ::resilin::__private::Declared::new(
                        ::core::concat!(::core::module_path!(), "::", "ticker"),
                        ::resilin::__private::Settings {
                            on: ::core::option::Option::Some(
                                ::resilin::__private::Table(
                                    ::resilin::__private::Cow::Borrowed(
                                        &[
                                            ::resilin::__private::ClassRule {
                                                class: ::resilin::__private::Cow::Borrowed("expired"),
                                                rule: ::resilin::__private::Rule::Refresh,
                                                counts: ::core::option::Option::None,
                                            },
                                        ],
                                    ),
                                ),
                            ),
                            retry_budget: ::core::option::Option::Some(::resilin::__private::RetryBudgetRef {
                                name: ::resilin::__private::Cow::Borrowed("api"),
                                settings: ::resilin::__private::RetryBudgetSettings {
                                    tokens: ::core::option::Option::Some(
                                        ::resilin::__private::Tokens(500000u32),
                                    ),
                                    cost: ::core::option::Option::Some(
                                        ::resilin::__private::Tokens(5000u32),
                                    ),
                                    earn: ::core::option::Option::Some(
                                        ::resilin::__private::Tokens(500u32),
                                    ),
                                    ..::resilin::__private::RetryBudgetSettings::NONE
                                },
                            }),
                            ..::resilin::__private::Settings::NONE
                        },
                        ::resilin::__private::Compiled(167u8),
                        (::core::module_path!(), ::core::file!(), ::core::line!()),
                    );
                    ::resilin::__private::listed!(SITE);
                    ::resilin::__private::Declared::enter(&SITE)
                });
                let mut __resilient_kept = ::resilin::__private::Kept::nothing();
                loop {
                    let __resilient_lease = {
                        let __resilient_leased = ::resilin::__private::GuardedAsyncCall::leased(
                                &mut __resilient_call,
                                &self.session,
                            )
                            .await;
                        match __resilient_leased {
                            ::core::result::Result::Ok(__resilient_lease) => {
                                __resilient_lease
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
                    };
                    let __resilient_end: ::core::result::Result<
                        Result<Ticker, ApiError>,
                        ::resilin::Rejected,
                    >;
                    {
                        let lease = &__resilient_lease;
                        __resilient_end = ::resilin::__private::GuardedAsyncCall::gated(
                                &mut __resilient_call,
                                async {
                                    if let ::core::option::Option::Some(__resilient_return) = ::core::option::Option::None::<
                                        Result<Ticker, ApiError>,
                                    > {
                                        return __resilient_return;
                                    }
                                    { self.get(symbol, lease).await }
                                },
                            )
                            .await;
                    }
                    match __resilient_end {
                        ::core::result::Result::Ok(__resilient_outcome) => {
                            match ::resilin::__private::Outcome::into_result(
                                __resilient_outcome,
                            ) {
                                ::core::result::Result::Ok(__resilient_value) => {
                                    ::resilin::__private::GuardedAsyncCall::succeeded_with(
                                        &mut __resilient_call,
                                        &self.session,
                                        &__resilient_lease,
                                    );
                                    break ::resilin::__private::Outcome::from_value(
                                        __resilient_value,
                                    );
                                }
                                ::core::result::Result::Err(__resilient_error) => {
                                    if ::resilin::__private::GuardedAsyncCall::gives_up_with(
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
                                        &self.session,
                                        &__resilient_lease,
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
            |error| -> Result<Ticker, ApiError> { Ok(self.cached(symbol, error)?) },
        )
    }
}
