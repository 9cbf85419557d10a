async fn place(self, order: Order) -> Result<Receipt, ApiError> {
    let mut __resilient_call = ::resilin::__private::AsyncCall::begin({
        static SITE: ::resilin::__private::Declared = ::resilin::__private::Declared::new(
            ::core::concat!(::core::module_path!(), "::", "place"),
            ::resilin::__private::Settings {
                attempts: ::core::option::Option::Some(
                    ::resilin::Attempts::Limited(
                        ::core::num::NonZeroU32::MIN.saturating_add(1u32 - 1),
                    ),
                ),
                timeout: ::core::option::Option::Some(
                    ::core::time::Duration::new(2u64, 0u32),
                ),
                ..::resilin::__private::Settings::NONE
            },
            ::resilin::__private::Compiled(9u8),
            (::core::module_path!(), ::core::file!(), ::core::line!()),
        );
        ::resilin::__private::listed!(SITE);
        ::resilin::__private::Declared::enter(&SITE)
    });
    let __resilient_end = ::resilin::__private::AsyncCall::run_limited(
            &mut __resilient_call,
            async {
                if let ::core::option::Option::Some(__resilient_return) = ::core::option::Option::None::<
                    Result<Receipt, ApiError>,
                > {
                    return __resilient_return;
                }
                { self.send(order).await }
            },
        )
        .await;
    match __resilient_end {
        ::core::result::Result::Ok(__resilient_outcome) => {
            match ::resilin::__private::Outcome::into_result(__resilient_outcome) {
                ::core::result::Result::Ok(__resilient_value) => {
                    ::resilin::__private::AsyncCall::succeeded(&mut __resilient_call);
                    ::resilin::__private::Outcome::from_value(__resilient_value)
                }
                ::core::result::Result::Err(__resilient_error) => {
                    ::resilin::__private::AsyncCall::gives_up(
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
            ::resilin::__private::AsyncCall::rejected(
                &mut __resilient_call,
                &__resilient_rejected,
            );
            ::resilin::__private::Kept::refused(
                ::resilin::__private::Kept::nothing(),
                __resilient_rejected,
            )
        }
    }
}
