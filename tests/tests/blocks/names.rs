//! What the sites of a block are called.

use std::io;

use futures_util::FutureExt as _;
use resilin::resilient;

#[path = "../tracing/capture.rs"]
#[allow(clippy::significant_drop_tightening, dead_code)] // more than is needed here
mod capture;

use capture::Capture;

struct Client<T>(T);

#[resilient(backoff = none)]
impl<T: Sync> Client<T> {
    async fn read(&self) -> io::Result<u32> {
        std::future::ready(Ok(5)).await
    }

    #[resilient(attempts = 2)]
    async fn refined(&self) -> io::Result<u32> {
        self.read().await
    }

    #[resilient(name = "shop.order")]
    async fn named(&self) -> io::Result<u32> {
        self.read().await
    }

    #[resilient]
    fn blocking(&self) -> io::Result<u32> {
        self.read().now_or_never().expect("it is ready")
    }

    async fn r#try(&self) -> io::Result<u32> {
        self.read().await
    }
}

trait Fetch {
    async fn fetch(&self) -> io::Result<u32>;
}

#[resilient(backoff = none)]
impl Fetch for &Client<u8> {
    async fn fetch(&self) -> io::Result<u32> {
        self.read().await
    }
}

#[allow(non_camel_case_types)]
struct r#struct;

#[resilient(backoff = none)]
impl Fetch for r#struct {
    async fn fetch(&self) -> io::Result<u32> {
        Client(0_u8).read().await
    }
}

trait Source: Sync {}

impl Source for u8 {}

#[resilient(backoff = none)]
impl Fetch for dyn Source + '_ {
    async fn fetch(&self) -> io::Result<u32> {
        Client(0_u8).read().await
    }
}

async fn sites<F: Future<Output = io::Result<u32>>>(call: F) -> String {
    let (capture, _listening) = Capture::start();
    assert_eq!(call.await.ok(), Some(5));
    capture.everything()[0].field("site").replace(concat!(module_path!(), "::"), "here::")
}

#[tokio::test]
async fn with_the_type() {
    let client = Client(0_u8);
    assert_eq!(sites(client.read()).await, "here::Client::read");
    assert_eq!(sites(client.refined()).await, "here::Client::refined");
    assert_eq!(sites(client.named()).await, "shop.order");
    assert_eq!(sites(async { client.blocking() }).await, "here::Client::blocking");
    assert_eq!(sites(client.r#try()).await, "here::Client::try");
    assert_eq!(sites((&client).fetch()).await, "here::Client::fetch");
    assert_eq!(sites(r#struct.fetch()).await, "here::struct::fetch");
    let source: &dyn Source = &0_u8;
    assert_eq!(sites(source.fetch()).await, "here::dyn Source::fetch");
}
