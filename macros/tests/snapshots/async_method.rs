/// The last price.
/**

# Resilience

- Up to 3 attempts: network trouble, timeouts, server errors, overload, throttling, invalid answers and errors of no known class are retried.
- Used-up quotas, refused credentials and wrong requests are returned at once.
- Delays: 1s, 2s, each varied at random by up to 25%.
- For errors of no known class, 4 times the delay, up to 60s.
- At most 15s of waiting. A server that asks for a longer wait gets up to 5m each time.
*/
async fn ticker(&self, symbol: &str) -> Result<Ticker, ApiError> {
    let mut __resilient_call = ::resilin::__private::AsyncCall::begin({
        static SITE: ::resilin::__private::Declared = ::resilin::__private::Declared::new(
            ::core::concat!(::core::module_path!(), "::", "ticker"),
            ::resilin::__private::Settings {
                backoff: ::core::option::Option::Some(::resilin::Backoff::Exponential {
                    first: ::core::time::Duration::new(1u64, 0u32),
                    factor: 2f64,
                    cap: ::core::time::Duration::new(60u64, 0u32),
                }),
                jitter: ::core::option::Option::Some(
                    ::resilin::Jitter::Proportional(0.25f64),
                ),
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
                    if let ::core::option::Option::Some(__resilient_return) = ::core::option::Option::None::<
                        Result<Ticker, ApiError>,
                    > {
                        return __resilient_return;
                    }
                    { Ok(self.http.get(self.url(symbol)).send().await?.json().await?) }
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
                            ByClassify as _, ByNothing as _, ByReport as _, BySource as _,
                        };
                        (&&&&::resilin::__private::Probe(&__resilient_error))
                            .__resilient_fault()
                    },
                    &__resilient_error,
                ) {
                    break ::resilin::__private::Outcome::from_error(__resilient_error);
                }
            }
        }
    }
}
