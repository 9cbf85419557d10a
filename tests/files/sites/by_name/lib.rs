//! What the file says of a site does not go with the function, whose name is written.

use resilin::resilient;

#[resilient(name = "shop.ticker")]
pub fn a_blocking_function_cannot_be_cut() -> std::io::Result<u32> {
    Ok(1)
}

#[resilient(name = "shop.order", timeout = 4s)]
pub async fn longer_than_the_whole() -> std::io::Result<u32> {
    Ok(1)
}

#[resilient(name = "shop.keyed", attempts = 2)]
pub async fn without_a_host() -> std::io::Result<u32> {
    Ok(1)
}
