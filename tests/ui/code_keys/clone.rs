//! `clone(…)` names arguments.

use resilin::resilient;
use std::io::Result;

#[resilient(clone)]
async fn key_alone(name: String) -> Result<()> { assert!(name.is_empty()); Ok(()) }

#[resilient(clone())]
async fn nothing(name: String) -> Result<()> { assert!(name.is_empty()); Ok(()) }

#[resilient(clone = name)]
async fn equals_sign(name: String) -> Result<()> { assert!(name.is_empty()); Ok(()) }

#[resilient(clone("name"))]
async fn string(name: String) -> Result<()> { assert!(name.is_empty()); Ok(()) }

#[resilient(clone(&name))]
async fn reference(name: String) -> Result<()> { assert!(name.is_empty()); Ok(()) }

#[resilient(clone(name.key))]
async fn field(name: String) -> Result<()> { assert!(name.is_empty()); Ok(()) }

#[resilient(clone(name key))]
async fn no_comma(name: String, key: String) -> Result<()> { assert!(name == key); Ok(()) }

#[resilient(clone(nmae, kye))]
async fn no_arguments(name: String, key: String) -> Result<()> { assert!(name == key); Ok(()) }

#[resilient(clone(name))]
async fn no_argument_at_all() -> Result<()> { Ok(()) }

#[resilient(clone(name,, key))]
async fn two_commas(name: String, key: String) -> Result<()> { assert!(name == key); Ok(()) }

#[resilient(clone(name) + 5)]
async fn something_after_it(name: String) -> Result<()> { assert!(name.is_empty()); Ok(()) }

#[resilient(clone[name])]
async fn brackets(name: String) -> Result<()> { assert!(name.is_empty()); Ok(()) }

#[resilient(clone(nmae))]
async fn only_one_argument(&(a, _): &(u8, u8), name: String) -> Result<()> { assert!(name.len() == a.into()); Ok(()) }

#[resilient(clone(name, name))]
async fn twice(name: String) -> Result<()> { assert!(name.is_empty()); Ok(()) }

#[derive(Clone)]
struct Client;

impl Client {
    #[resilient(clone(self))]
    async fn receiver(self) -> Result<()> { Ok(()) }
}

fn main() {}
