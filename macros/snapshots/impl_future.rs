fn read(&self) -> impl Future<Output = io::Result<u32>> + Send {
    async move {
        let mut __resilient_call = ::resilin::__private::AsyncCall::begin({
            static SITE: ::resilin::Site = ::resilin::Site::declared(
                ::core::concat!(::core::module_path!(), "::", "read"),
                ::resilin::Policy::from_checked(::resilin::__private::Settings {
                    backoff: ::core::option::Option::None,
                    jitter: ::core::option::Option::None,
                    attempts: ::core::option::Option::None,
                    timeout: ::core::option::Option::None,
                    deadline: ::core::option::Option::None,
                    max_wait: ::core::option::Option::None,
                    idempotent: ::core::option::Option::None,
                }),
                ::core::file!(),
                ::core::line!(),
            );
            &SITE
        });
        loop {
            __resilient_call.ready().await;
            let __resilient_outcome = __resilient_call
                .run(async {
                    async { { async move { self.inner.read().await } } }.await.await
                })
                .await;
            match ::resilin::__private::Outcome::look(&__resilient_outcome) {
                ::core::result::Result::Ok(_) => {
                    __resilient_call.succeeded();
                    break __resilient_outcome;
                }
                ::core::result::Result::Err(__resilient_error) => {
                    let __resilient_fault = __resilient_call
                        .fault(
                            {
                                use ::resilin::__private::{
                                    ByClassify as _, ByNothing as _, ByReport as _,
                                    BySource as _,
                                };
                                (&&&&::resilin::__private::Probe(__resilient_error)).fault()
                            },
                            __resilient_error,
                        );
                    if !__resilient_call.failed(&__resilient_fault) {
                        break __resilient_outcome;
                    }
                }
            }
        }
    }
}
