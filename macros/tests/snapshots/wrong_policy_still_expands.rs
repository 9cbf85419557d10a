::core::compile_error! {
    "unknown key `attemps`\nhelp: did you mean `attempts`?"
}
::core::compile_error! {
    "`5` has no unit\nhelp: write `5s` or `5ms`"
}
fn read(&self) -> io::Result<u32> {
    let mut __resilient_call = ::resilin::__private::BlockingCall::begin({
        static SITE: ::resilin::__private::Declared = ::resilin::__private::Declared::new(
            ::core::concat!(::core::module_path!(), "::", "read"),
            ::resilin::__private::Settings {
                attempts: ::core::option::Option::Some(
                    ::resilin::Attempts::Limited(
                        ::core::num::NonZeroU32::MIN.saturating_add(1u32 - 1),
                    ),
                ),
                ..::resilin::__private::Settings::NONE
            },
            ::resilin::__private::Compiled(0u8),
            (::core::module_path!(), ::core::file!(), ::core::line!()),
        );
        ::resilin::__private::listed!(SITE);
        ::resilin::__private::Declared::enter(&SITE)
    });
    let __resilient_outcome = ::resilin::__private::BlockingCall::run(
        &mut __resilient_call,
        || -> io::Result<u32> { self.inner.read() },
    );
    match ::resilin::__private::Outcome::into_result(__resilient_outcome) {
        ::core::result::Result::Ok(__resilient_value) => {
            ::resilin::__private::BlockingCall::succeeded(&mut __resilient_call);
            ::resilin::__private::Outcome::from_value(__resilient_value)
        }
        ::core::result::Result::Err(__resilient_error) => {
            ::resilin::__private::BlockingCall::gives_up(
                &mut __resilient_call,
                {
                    use ::resilin::__private::{
                        ByClassify as _, ByNothing as _, ByReport as _, BySource as _,
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
