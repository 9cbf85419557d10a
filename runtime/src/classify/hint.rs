//! What may stand behind `retry_after = field` in `#[class(…)]`.

use std::time::{Duration, SystemTime};

use crate::Hint;

/// A field that holds a server's hint: a `Duration`, a `SystemTime` or a [`Hint`], optional or not.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot say when to come back",
    label = "this field is no hint",
    note = "use a `Duration`, a `SystemTime` or a `resilin::Hint`, or an `Option` of one of them"
)]
pub trait ToHint {
    /// The hint, where there is one.
    fn to_hint(&self) -> Option<Hint>;
}

macro_rules! to_hint {
    ($($type:ty),*) => {$(
        impl ToHint for $type {
            fn to_hint(&self) -> Option<Hint> {
                Some((*self).into())
            }
        }

        impl ToHint for Option<$type> {
            fn to_hint(&self) -> Option<Hint> {
                self.map(Into::into)
            }
        }
    )*};
}

to_hint!(Duration, SystemTime, Hint);
