//! Blocks with what other tests must not have: `unsafe`.

use resilin::resilient;
use std::io::Result;

struct Client;

unsafe trait Fetch {
    fn fetch(&self) -> impl Future<Output = Result<u32>>;
    unsafe fn fetch_unchecked(&self) -> impl Future<Output = Result<u32>>;
}

#[resilient(backoff = none)]
unsafe impl Fetch for Client {
    async fn fetch(&self) -> Result<u32> { Ok(5) }
    async unsafe fn fetch_unchecked(&self) -> Result<u32> { Ok(5) }
}

#[resilient(backoff = none)]
impl Client {
    pub async unsafe fn read(&self) -> Result<u32> { Ok(5) }

    #[resilient]
    #[allow(improper_ctypes_definitions)]
    unsafe extern "C" fn read_now(&self) -> Result<u32> { Ok(5) }
}

fn main() {
    drop(Client.fetch());
    drop(unsafe { Client.fetch_unchecked() });
    drop(unsafe { Client.read() });
    assert_eq!(unsafe { Client.read_now() }.ok(), Some(5));
}
