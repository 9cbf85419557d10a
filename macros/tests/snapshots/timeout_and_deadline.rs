pub async fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut __resilient_call = ::resilin::__private::AsyncCall::begin({
        static SITE: ::resilin::__private::Declared = ::resilin::__private::Declared::new(
            ::core::concat!(::core::module_path!(), "::", "read"),
            ::resilin::__private::Settings {
                timeout: ::core::option::Option::Some(
                    ::core::time::Duration::new(2u64, 0u32),
                ),
                deadline: ::core::option::Option::Some(
                    ::core::time::Duration::new(30u64, 0u32),
                ),
                ..::resilin::__private::Settings::NONE
            },
            ::resilin::__private::Compiled(139u8),
            (::core::module_path!(), ::core::file!(), ::core::line!()),
        );
        ::resilin::__private::listed!(SITE);
        ::resilin::__private::Declared::enter(&SITE)
    });
    let mut __resilient_kept = ::resilin::__private::Kept::nothing();
    loop {
        let __resilient_end = ::resilin::__private::AsyncCall::run_limited(
                &mut __resilient_call,
                async {
                    if let ::core::option::Option::Some(__resilient_return) = ::core::option::Option::None::<
                        io::Result<Vec<u8>>,
                    > {
                        return __resilient_return;
                    }
                    { fetch(path).await }
                },
            )
            .await;
        match __resilient_end {
            ::core::result::Result::Ok(__resilient_outcome) => {
                match ::resilin::__private::Outcome::into_result(__resilient_outcome) {
                    ::core::result::Result::Ok(__resilient_value) => {
                        ::resilin::__private::AsyncCall::succeeded(
                            &mut __resilient_call,
                        );
                        break ::resilin::__private::Outcome::from_value(
                            __resilient_value,
                        );
                    }
                    ::core::result::Result::Err(__resilient_error) => {
                        if ::resilin::__private::AsyncCall::gives_up(
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
                if !::resilin::__private::AsyncCall::rejected(
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
        }
    }
}
