async fn ticker(&self, symbol: &str) -> Result<Ticker, ApiError> {
    let mut __resilient_call = ::resilin::__private::GuardedAsyncCall::begin({
        static SITE: ::resilin::Site = ::resilin::Site::declared(
            ::core::concat!(::core::module_path!(), "::", "ticker"),
            ::resilin::Policy::from_checked(::resilin::__private::Settings {
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
            }),
            ::resilin::__private::Compiled(135u8),
            (::core::module_path!(), ::core::file!(), ::core::line!()),
        );
        ::resilin::__private::listed!(SITE);
        ::resilin::Site::enter(&SITE)
    });
    let mut __resilient_kept = ::resilin::__private::Kept::Nothing;
    loop {
        {
            let __resilient_ready = ::resilin::__private::GuardedAsyncCall::ready(
                    &mut __resilient_call,
                )
                .await;
            if let ::core::result::Result::Err(__resilient_rejected) = __resilient_ready {
                break ::resilin::__private::Outcome::from_error(
                    ::resilin::__private::Kept::or(
                        __resilient_kept,
                        __resilient_rejected,
                    ),
                );
            }
        }
        let __resilient_outcome = ::resilin::__private::GuardedAsyncCall::run(
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
        match ::resilin::__private::Outcome::look(&__resilient_outcome) {
            ::core::result::Result::Ok(_) => {
                ::resilin::__private::GuardedAsyncCall::succeeded(&mut __resilient_call);
                break __resilient_outcome;
            }
            ::core::result::Result::Err(__resilient_error) => {
                let __resilient_fault = ::resilin::__private::GuardedAsyncCall::fault(
                    &__resilient_call,
                    {
                        use ::resilin::__private::{
                            ByClassify as _, ByNothing as _, ByReport as _, BySource as _,
                        };
                        (&&&&::resilin::__private::Probe(__resilient_error))
                            .__resilient_fault()
                    },
                    __resilient_error,
                );
                if !::resilin::__private::GuardedAsyncCall::failed(
                    &mut __resilient_call,
                    &__resilient_fault,
                ) {
                    break __resilient_outcome;
                }
                __resilient_kept = ::resilin::__private::Kept::error(
                    ::resilin::__private::Outcome::into_error(__resilient_outcome),
                );
            }
        }
    }
}
