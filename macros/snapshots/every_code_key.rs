async fn order(&self, order: Order, key: Key) -> Result<Receipt, String> {
    let mut __resilient_call = ::renamed::__private::AsyncCall::begin({
        static SITE: ::renamed::Site = ::renamed::Site::declared(
            "shop.order",
            ::renamed::Policy::from_checked(::renamed::__private::Settings {
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
    let mut __resilient_attempt = __resilient_call.attempt();
    loop {
        __resilient_call.ready().await;
        let this = &__resilient_attempt;
        let mut order = ::core::clone::Clone::clone(&order);
        let key = ::core::clone::Clone::clone(&key);
        let __resilient_outcome = __resilient_call
            .run(async {
                if let ::core::option::Option::Some(__resilient_return) = ::core::option::Option::None::<
                    Result<Receipt, String>,
                > {
                    return __resilient_return;
                }
                { send(order, key, this.number()).await }
            })
            .await;
        match ::renamed::__private::Outcome::look(&__resilient_outcome) {
            ::core::result::Result::Ok(__resilient_value) => {
                match my::check(__resilient_value) {
                    ::core::result::Result::Ok(()) => {
                        __resilient_call.succeeded();
                        break __resilient_outcome;
                    }
                    ::core::result::Result::Err(__resilient_reason) => {
                        let __resilient_rejected = ::renamed::__private::invalid(
                            &__resilient_reason,
                        );
                        if !__resilient_call.rejected(&__resilient_rejected) {
                            break ::renamed::__private::Outcome::from_error(
                                ::renamed::__private::Kept::or(
                                    ::renamed::__private::Kept::Nothing,
                                    __resilient_rejected,
                                ),
                            );
                        }
                        __resilient_attempt.advance(__resilient_rejected.fault());
                    }
                }
            }
            ::core::result::Result::Err(__resilient_error) => {
                let __resilient_fault = my::classify(__resilient_error);
                if !__resilient_call.failed(&__resilient_fault) {
                    break __resilient_outcome;
                }
                __resilient_attempt.advance(__resilient_fault);
            }
        }
    }
}
