//! `crate = path` stands on the type.

use resilin::Classify;

#[derive(Classify)]
#[class(crate = 5, network)]
enum Number {
    One,
}

#[derive(Classify)]
#[class(crate)]
enum Nothing {
    #[class(network)]
    One,
}

#[derive(Classify)]
enum OnAVariant {
    #[class(crate = resilin, network)]
    One,
}

#[derive(Classify)]
#[class(crate = "resilin", network)]
struct InAString;

fn main() {}
