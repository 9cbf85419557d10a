//! Return types that are no `Result`, whatever else they are.

use resilin::resilient;
use std::future::Future;
use std::pin::Pin;

#[resilient]
async fn nothing() {}

#[resilient]
fn nothing_blocking() {}

#[resilient]
async fn unit() -> () {}

#[resilient]
async fn option() -> Option<u32> { None }

#[resilient]
async fn option_by_its_path() -> std::option::Option<u32> { None }

#[resilient]
fn number() -> u32 { 5 }

#[resilient]
async fn string() -> String { String::new() }

#[resilient]
async fn borrowed(name: &str) -> &str { name }

#[resilient]
async fn pair() -> (u32, u32) { (1, 2) }

#[resilient]
async fn array() -> [u8; 4] { [0; 4] }

#[resilient]
fn never() -> ! { panic!() }

#[resilient]
fn iterator() -> impl Iterator<Item = u32> { 0..5 }

#[resilient]
fn future() -> impl Future<Output = u32> { async { 5 } }

#[resilient]
fn future_of_nothing() -> impl Future<Output = ()> + Send { async {} }

#[resilient]
fn boxed() -> Pin<Box<dyn Future<Output = Option<u32>> + Send>> { Box::pin(async { None }) }

struct Client;

impl Client {
    #[resilient(attempts = 5)]
    async fn method(&self) -> Option<u32> { None }
}

fn main() {}
