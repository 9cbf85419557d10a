::core::compile_error! {
    "a `const fn` cannot be resilient: retrying needs time and chance, which constants have not\nhelp: remove `const`, or remove `#[resilient]`"
}
::core::compile_error! {
    "this return type is no `Result`\nhelp: return `Result<T, E>`: a policy acts on the `Err`"
}
pub const fn answer() -> u32 {
    42
}
