//! Variants that do not say, or not rightly, what kind of failure they are.

use resilin::Classify;

#[derive(Classify)]
enum Variants {
    Silent,
    #[class(netwrok)]
    TypingMistake,
    #[class(Network)]
    Capital,
    #[class(connection)]
    NearNothing,
    #[class("network")]
    InAString,
    #[class(network, server)]
    Two,
    #[class(network server)]
    NoComma,
    #[class(network)]
    #[class(server)]
    TwoAttributes,
    #[class]
    NoParentheses,
    #[class()]
    Nothing,
    #[class = "network"]
    EqualsSign,
    #[class(not_processed)]
    NoClass,
    #[class(network = 5)]
    WithAValue,
    #[class(resilin::network)]
    ByPath,
}

#[derive(Classify)]
enum Custom {
    #[class(custom)]
    NoName,
    #[class(custom())]
    NothingInParentheses,
    #[class(custom(""))]
    EmptyName,
    #[class(custom(conflict))]
    BareName,
    #[class(custom = "conflict")]
    EqualsSign,
    #[class(custom("conflict", "other"))]
    TwoNames,
    #[class(custom("conflict", ))]
    Comma,
}

#[derive(Classify)]
struct SilentStruct;

#[derive(Classify)]
#[class(sever)]
struct MistakenStruct;

#[derive(Classify)]
#[class(sever)]
enum MistakenDefault {
    One,
    Other,
}

#[derive(Classify)]
#[class(client)]
union Bits {
    float: f32,
    integer: u32,
}

fn main() {
    let _ = [Variants::Silent.classify(), SilentStruct.classify(), MistakenDefault::One.classify()];
}
