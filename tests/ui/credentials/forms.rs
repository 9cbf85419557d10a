//! `credentials(lease = …)`: a name and a source.

use resilin::credentials::KeyRing;
use resilin::resilient;
use std::io::Result;

struct Client { keys: KeyRing<u8> }

impl Client {
    #[resilient(credentials)]
    async fn key_alone(&self) -> Result<()> { Ok(drop(self.keys.get())) }

    #[resilient(credentials())]
    async fn nothing(&self) -> Result<()> { Ok(drop(self.keys.get())) }

    #[resilient(credentials = self.keys)]
    async fn equals_sign(&self) -> Result<()> { Ok(drop(self.keys.get())) }

    #[resilient(credentials(self.keys))]
    async fn no_name(&self) -> Result<()> { Ok(drop(self.keys.get())) }

    #[resilient(credentials(lease))]
    async fn no_source(&self) -> Result<()> { Ok(drop(self.keys.get())) }

    #[resilient(credentials(lease = ))]
    async fn empty_source(&self) -> Result<()> { Ok(drop(self.keys.get())) }

    #[resilient(credentials("lease" = self.keys))]
    async fn name_in_quotes(&self) -> Result<()> { Ok(drop(self.keys.get())) }

    #[resilient(credentials(lease: self.keys))]
    async fn colon(&self) -> Result<()> { Ok(drop(self.keys.get())) }

    #[resilient(credentials(lease = self.keys, wait = 5s))]
    async fn something_more(&self) -> Result<()> { Ok(drop(self.keys.get())) }

    #[resilient(credentials[lease = self.keys])]
    async fn brackets(&self) -> Result<()> { Ok(drop(self.keys.get())) }

    #[resilient(credentials(lease = self.keys) attempts = 5)]
    async fn no_comma(&self) -> Result<()> { Ok(drop(lease.name())) }

    #[resilient(credentials(lease = self.keys) + 1)]
    async fn something_after_it(&self) -> Result<()> { Ok(drop(self.keys.get())) }

    #[resilient(credentials(one = self.keys), credentials(other = self.keys))]
    async fn twice(&self) -> Result<()> { Ok(drop(one.name())) }

    #[resilient(credential(lease = self.keys))]
    async fn misspelt(&self) -> Result<()> { Ok(drop(self.keys.get())) }
}

fn main() {}
