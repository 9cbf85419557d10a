#![allow(missing_docs)]
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use resilin::{Classify, Rejected, resilient};

#[derive(Default)]
struct C { n: AtomicU32 }
fn fail(n: &AtomicU32) -> io::Result<u32> {
    let n = n.fetch_add(1, Ordering::Relaxed) + 1;
    if n < 3 { Err(io::ErrorKind::ConnectionReset.into()) } else { Ok(n) }
}
#[derive(Debug, Classify)]
enum E { #[class(delegate)] Io(io::Error), #[class(from_rejected)] R(Rejected) }
impl From<io::Error> for E { fn from(e: io::Error) -> Self { E::Io(e) } }
impl From<Rejected> for E { fn from(e: Rejected) -> Self { E::R(e) } }

impl C {
    /// Docs.
    #[resilient]
    async fn plain(&self, _s: &str) -> io::Result<u32> { let x = fail(&self.n)?; return Ok(x); }
    #[resilient(timeout = 1s, deadline = "10s", attempt = this)]
    async fn limited(&self, _s: &str) -> Result<u32, E> { let _ = this.number(); Ok(fail(&self.n)?) }
    #[resilient]
    fn sync(&self) -> io::Result<u32> { fail(&self.n) }
    #[resilient]
    fn im<'a>(&'a self) -> impl Future<Output = io::Result<u32>> + Send + 'a { async move { fail(&self.n) } }
    #[resilient]
    fn bx(&self) -> Pin<Box<dyn Future<Output = io::Result<u32>> + Send + '_>> { Box::pin(async move { fail(&self.n) }) }
    #[resilient(clone(s))]
    async fn arc(self: Arc<Self>, s: String) -> anyhow::Result<u32> { drop(s); Ok(fail(&self.n)?) }
    #[resilient(attempts = 1)]
    async fn once(&self, s: String) -> anyhow::Result<u32> { drop(s); Ok(fail(&self.n)?) }
    #[resilient(validate = check, attempts = 5)]
    async fn val(&self) -> Result<u32, resilin::Error<io::Error>> { Ok(fail(&self.n)?) }
}
fn check(x: &u32) -> Result<(), String> { if *x < 4 { Err("small".into()) } else { Ok(()) } }
#[async_trait::async_trait]
trait T { async fn t(&self, s: &str) -> io::Result<u32>; }
#[async_trait::async_trait]
impl T for C { 
    #[resilient]
    async fn t(&self, s: &str) -> io::Result<u32> { let _ = s; let v = fail(&self.n)?; Ok(v) } }

#[tokio::test(start_paused = true)]
async fn works() {
    let c = || C::default();
    assert_eq!(c().plain("").await.unwrap(), 3);
    assert_eq!(c().limited("").await.unwrap(), 3);
    assert_eq!(c().im().await.unwrap(), 3);
    assert_eq!(c().bx().await.unwrap(), 3);
    assert_eq!(c().t("").await.unwrap(), 3);
    assert_eq!(c().val().await.unwrap(), 4);
    assert_eq!(Arc::new(c()).arc(String::new()).await.unwrap(), 3);
    assert!(c().once(String::new()).await.is_err());
    let clock = resilin::testing::ManualClock::new();
    let _i = clock.install();
    assert_eq!(c().sync().unwrap(), 3);
    eprintln!("{:?}", clock.sleeps());
}
