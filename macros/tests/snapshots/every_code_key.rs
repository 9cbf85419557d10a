async fn order(&self, order: Order, key: Key) -> Result<Receipt, String> {
    let mut __resilient_call = ::renamed::__private::AsyncCall::begin({
        static SITE: ::renamed::__private::Declared = ::renamed::__private::Declared::new(
            "shop.order",
            ::renamed::__private::Settings {
                ..::renamed::__private::Settings::NONE
            },
            ::renamed::__private::Compiled(3u8),
            (::core::module_path!(), ::core::file!(), ::core::line!()),
        );
        ::renamed::__private::listed!(SITE);
        ::renamed::__private::Declared::enter(&SITE)
    });
    let mut __resilient_attempt = ::renamed::__private::AsyncCall::attempt(
        &__resilient_call,
    );
    loop {
        ::renamed::__private::AsyncCall::wait(&mut __resilient_call).await;
        let __resilient_outcome;
        {
            let this = &__resilient_attempt;
            #[allow(clippy::shadow_reuse, clippy::collection_is_never_read)]
            let mut order = ::core::clone::Clone::clone(&order);
            #[allow(clippy::shadow_reuse, clippy::collection_is_never_read)]
            let key = ::core::clone::Clone::clone(&key);
            __resilient_outcome = ::renamed::__private::AsyncCall::run(
                    &mut __resilient_call,
                    async {
                        if let ::core::option::Option::Some(__resilient_return) = ::core::option::Option::None::<
                            Result<Receipt, String>,
                        > {
                            return __resilient_return;
                        }
                        { send(order, key, this.number()).await }
                    },
                )
                .await;
        }
        match ::renamed::__private::Outcome::into_result(__resilient_outcome) {
            ::core::result::Result::Ok(__resilient_value) => {
                match my::check(&__resilient_value) {
                    ::core::result::Result::Ok(()) => {
                        ::renamed::__private::AsyncCall::succeeded(
                            &mut __resilient_call,
                        );
                        break ::renamed::__private::Outcome::from_value(
                            __resilient_value,
                        );
                    }
                    ::core::result::Result::Err(__resilient_reason) => {
                        let __resilient_rejected = ::renamed::__private::invalid(
                            &__resilient_reason,
                        );
                        if !::renamed::__private::AsyncCall::rejected(
                            &mut __resilient_call,
                            &__resilient_rejected,
                        ) {
                            break ::renamed::__private::Kept::refused(
                                ::renamed::__private::Kept::nothing(),
                                __resilient_rejected,
                            );
                        }
                        ::renamed::Attempt::advance(
                            &mut __resilient_attempt,
                            ::renamed::Rejected::fault(&__resilient_rejected),
                        );
                    }
                }
            }
            ::core::result::Result::Err(__resilient_error) => {
                if ::renamed::__private::AsyncCall::gives_up(
                    &mut __resilient_call,
                    ::renamed::Attempt::found(
                        &mut __resilient_attempt,
                        ::core::option::Option::<
                            ::renamed::Fault,
                        >::Some(my::classify(&__resilient_error)),
                    ),
                    &__resilient_error,
                ) {
                    break ::renamed::__private::Outcome::from_error(__resilient_error);
                }
            }
        }
    }
}
