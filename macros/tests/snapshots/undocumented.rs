#[doc(alias = "price")]
#[doc(hidden)]
fn ticker(&self) -> Result<Ticker, ApiError> {
    let mut __resilient_call = ::resilin::__private::BlockingCall::begin({
        static SITE: ::resilin::__private::Declared = ::resilin::__private::Declared::new(
            ::core::concat!(::core::module_path!(), "::", "ticker"),
            ::resilin::__private::Settings {
                backoff: ::core::option::Option::Some(::resilin::Backoff::None),
                ..::resilin::__private::Settings::NONE
            },
            ::resilin::__private::Compiled(2u8),
            (::core::module_path!(), ::core::file!(), ::core::line!()),
        );
        ::resilin::__private::listed!(SITE);
        ::resilin::__private::Declared::enter(&SITE)
    });
    loop {
        let __resilient_outcome = ::resilin::__private::BlockingCall::run(
            &mut __resilient_call,
            || -> Result<Ticker, ApiError> { self.http.get() },
        );
        match ::resilin::__private::Outcome::into_result(__resilient_outcome) {
            ::core::result::Result::Ok(__resilient_value) => {
                ::resilin::__private::BlockingCall::succeeded(&mut __resilient_call);
                break ::resilin::__private::Outcome::from_value(__resilient_value);
            }
            ::core::result::Result::Err(__resilient_error) => {
                if ::resilin::__private::BlockingCall::gives_up(
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
