//! What stands after `credentials(lease = …)` hands out no leases, or none at once.
// says: `String` hands out no leases
// says: this cannot stand after `credentials(lease = …)`
// says: a `resilin::credentials::Credentials` and a `KeyRing` can: by reference, or in an `Arc`, a `Box` or a `LazyLock`
// says: a lease of `Credentials<Login>` has to be waited for, and a blocking function cannot wait for a renewal
// says: make the function async, or use a `resilin::credentials::KeyRing`

use resilin::credentials::{Credentials, Grant, Lease, Provider};
use resilin::resilient;
use std::io;

struct Login;

impl Provider for Login {
    type Secret = u32;
    type Error = io::Error;

    async fn renew(&self, _: Option<&Lease<u32>>) -> io::Result<Grant<u32>> { Ok(Grant::new(5)) }
}

struct Client {
    token: String,
    session: Credentials<Login>,
}

impl Client {
    #[resilient(credentials(lease = self.token))]
    async fn a_string(&self) -> io::Result<u32> { Ok(**lease) }

    #[resilient(credentials(lease = self.session))]
    fn blocking(&self) -> io::Result<u32> { Ok(**lease) }
}

fn main() {}
