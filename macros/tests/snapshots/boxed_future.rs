#[allow(clippy::async_yields_async)]
fn read<'a>(&'a self) -> Pin<Box<dyn Future<Output = io::Result<u32>> + Send + 'a>> {
    ::resilin::__private::Box::pin(async move {
        let mut __resilient_call = ::resilin::__private::AsyncCall::begin({
            static SITE: ::resilin::__private::Declared = ::resilin::__private::Declared::new(
                ::core::concat!(::core::module_path!(), "::", "read"),
                ::resilin::__private::Settings {
                    ..::resilin::__private::Settings::NONE
                },
                ::resilin::__private::Compiled(3u8),
                (::core::module_path!(), ::core::file!(), ::core::line!()),
            );
            ::resilin::__private::listed!(SITE);
            ::resilin::__private::Declared::enter(&SITE)
        });
        loop {
            let __resilient_outcome = ::resilin::__private::AsyncCall::run(
                    &mut __resilient_call,
                    async {
                        async {
                            if let ::core::option::Option::Some(__resilient_return) = ::core::option::Option::None::<
                                Pin<Box<dyn Future<Output = io::Result<u32>> + Send + 'a>>,
                            > {
                                return __resilient_return;
                            }
                            { Box::pin(self.inner.read()) }
                        }
                            .await
                            .await
                    },
                )
                .await;
            match ::resilin::__private::Outcome::into_result(__resilient_outcome) {
                ::core::result::Result::Ok(__resilient_value) => {
                    ::resilin::__private::AsyncCall::succeeded(&mut __resilient_call);
                    break ::resilin::__private::Outcome::from_value(__resilient_value);
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
                }
            }
        }
    })
}
