fn order(
    &self,
    order: Order,
    Request { region, .. }: Request,
) -> Result<Receipt, ApiError> {
    let mut __resilient_call = ::resilin::__private::KeyedBlockingCall::begin(
        {
            static SITE: ::resilin::__private::Declared = ::resilin::__private::Declared::new(
                ::core::concat!(::core::module_path!(), "::", "order"),
                ::resilin::__private::Settings {
                    attempts: ::core::option::Option::Some(
                        ::resilin::Attempts::Limited(
                            ::core::num::NonZeroU32::MIN.saturating_add(1u32 - 1),
                        ),
                    ),
                    breaker: ::core::option::Option::Some(::resilin::__private::BreakerRef {
                        name: ::resilin::__private::Cow::Borrowed(
                            "api/{ self.tenant }/{region.0.type}",
                        ),
                        settings: ::resilin::__private::BreakerSettings::NONE,
                    }),
                    ..::resilin::__private::Settings::NONE
                },
                ::resilin::__private::Compiled(20u8),
                (::core::module_path!(), ::core::file!(), ::core::line!()),
            );
            ::resilin::__private::listed!(SITE);
            ::resilin::__private::Declared::enter(&SITE)
        },
        ::core::format_args!("api/{}/{}", self.tenant, region.0.r#type),
    );
    let __resilient_end = ::resilin::__private::KeyedBlockingCall::gated(
        &mut __resilient_call,
        || -> Result<Receipt, ApiError> { self.post(order, region) },
    );
    match __resilient_end {
        ::core::result::Result::Ok(__resilient_outcome) => {
            match ::resilin::__private::Outcome::into_result(__resilient_outcome) {
                ::core::result::Result::Ok(__resilient_value) => {
                    ::resilin::__private::KeyedBlockingCall::succeeded(
                        &mut __resilient_call,
                    );
                    ::resilin::__private::Outcome::from_value(__resilient_value)
                }
                ::core::result::Result::Err(__resilient_error) => {
                    ::resilin::__private::KeyedBlockingCall::gives_up(
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
                    );
                    ::resilin::__private::Outcome::from_error(__resilient_error)
                }
            }
        }
        ::core::result::Result::Err(__resilient_rejected) => {
            ::resilin::__private::Kept::refused(
                ::resilin::__private::Kept::nothing(),
                __resilient_rejected,
            )
        }
    }
}
