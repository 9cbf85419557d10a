fn order(
    &self,
    order: Order,
    Request { region, .. }: Request,
) -> Result<Receipt, ApiError> {
    let mut __resilient_call = ::resilin::__private::KeyedBlockingCall::begin(
        {
            static SITE: ::resilin::Site = ::resilin::Site::declared(
                ::core::concat!(::core::module_path!(), "::", "order"),
                ::resilin::Policy::from_checked(::resilin::__private::Settings {
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
                }),
                ::resilin::__private::Compiled(20u8),
                (::core::module_path!(), ::core::file!(), ::core::line!()),
            );
            ::resilin::__private::listed!(SITE);
            ::resilin::Site::enter(&SITE)
        },
        ::core::format_args!("api/{}/{}", self.tenant, region.0.r#type),
    );
    '__resilient_call: {
        {
            let __resilient_ready = ::resilin::__private::KeyedBlockingCall::ready(
                &mut __resilient_call,
            );
            if let ::core::result::Result::Err(__resilient_rejected) = __resilient_ready {
                break '__resilient_call ::resilin::__private::Outcome::from_error(
                    ::resilin::__private::Kept::or(
                        ::resilin::__private::Kept::Nothing,
                        __resilient_rejected,
                    ),
                );
            }
        }
        let __resilient_outcome = ::resilin::__private::KeyedBlockingCall::run(
            &mut __resilient_call,
            || -> Result<Receipt, ApiError> { self.post(order, region) },
        );
        match ::resilin::__private::Outcome::look(&__resilient_outcome) {
            ::core::result::Result::Ok(_) => {
                ::resilin::__private::KeyedBlockingCall::succeeded(
                    &mut __resilient_call,
                );
                __resilient_outcome
            }
            ::core::result::Result::Err(__resilient_error) => {
                let __resilient_fault = ::resilin::__private::KeyedBlockingCall::fault(
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
                ::resilin::__private::KeyedBlockingCall::failed(
                    &mut __resilient_call,
                    &__resilient_fault,
                );
                __resilient_outcome
            }
        }
    }
}
