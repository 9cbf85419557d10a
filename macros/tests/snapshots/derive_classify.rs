#[automatically_derived]
impl<E> ::resilin::Classify for ApiError<E> {
    fn classify(&self) -> ::resilin::Fault {
        match self {
            Self::Refused { .. } => {
                ::resilin::Fault::new(::resilin::Class::NETWORK).not_processed()
            }
            Self::Slow { after: __resilient_hint, .. } => {
                ::resilin::Fault::new(::resilin::Class::THROTTLED)
                    .with_hint(::resilin::__private::ToHint::to_hint(__resilient_hint))
            }
            Self::Conflict { .. } => {
                ::resilin::Fault::new(::resilin::Class::custom("conflict"))
            }
            Self::Http { 0: __resilient_field, .. } => {
                {
                    use ::resilin::__private::{
                        ByClassify as _, ByNothing as _, ByReport as _, BySource as _,
                    };
                    (&&&&::resilin::__private::Probe(__resilient_field))
                        .__resilient_fault()
                }
                    .unwrap_or(::resilin::Fault::new(::resilin::Class::UNKNOWN))
            }
            Self::Rejected { 0: __resilient_field, .. } => {
                ::resilin::Rejected::fault(__resilient_field)
            }
            Self::Other { .. } => ::resilin::Fault::new(::resilin::Class::UNKNOWN),
            #[allow(unreachable_patterns)]
            _ => ::resilin::Fault::new(::resilin::Class::UNKNOWN),
        }
    }
}
