//! What loom's types cannot be: const, or of the whole process. They belong to one run of a model.

/// A static of the process; under loom each run of a model has one of its own.
macro_rules! of_the_process {
    ($(#[$attribute:meta])* static $name:ident: $type:ty = $value:expr;) => {
        #[cfg(not(resilin_loom))]
        $(#[$attribute])*
        static $name: $type = $value;

        #[cfg(resilin_loom)]
        loom::lazy_static! {
            $(#[$attribute])*
            static ref $name: $type = $value;
        }
    };
}

/// A function that statics are made by; under loom it is not const.
macro_rules! const_unless_loom {
    ($(#[$attribute:meta])* $visibility:vis const fn $($rest:tt)*) => {
        #[cfg(not(resilin_loom))]
        $(#[$attribute])*
        $visibility const fn $($rest)*

        #[cfg(resilin_loom)]
        $(#[$attribute])*
        $visibility fn $($rest)*
    };
}

pub(crate) use {const_unless_loom, of_the_process};
