//! Functions of one name in several modules, of which the file names one.

use resilin::resilient;

type ApiResult = Result<u32, resilin::Error<std::io::Error>>;

mod client {
    use super::ApiResult;

    #[resilin::resilient(jitter = none)]
    pub(super) async fn ticker() -> ApiResult {
        Ok(1)
    }

    #[resilin::resilient]
    pub(super) async fn order() -> ApiResult {
        Ok(2)
    }

    pub(super) struct Client;

    #[resilin::resilient(deadline = 30s)]
    impl Client {
        pub(super) async fn order(&self) -> ApiResult {
            Ok(3)
        }
    }
}

mod feed {
    use super::ApiResult;

    #[resilin::resilient(jitter = none)]
    pub(super) async fn ticker() -> ApiResult {
        Ok(4)
    }
}

#[resilient]
fn plain() -> Result<u32, String> {
    Ok(5)
}

#[resilient(policy = "once")]
fn again(runs: &mut u32) -> std::io::Result<()> {
    *runs += 1;
    Err(std::io::ErrorKind::ConnectionReset.into())
}

fn policy(name: &str) -> String {
    let name = format!("pass_candidates::{name}");
    resilin::sites().find(|site| site.name() == name).expect(&name).policy().to_string()
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let answers = runtime.block_on(async {
        [client::ticker().await, client::order().await, client::Client.order().await, feed::ticker().await, plain_too()]
    });
    assert_eq!(answers.map(|answer| answer.unwrap()), [1, 2, 3, 4, 5]);

    assert_eq!(policy("client::ticker"), "jitter = none, attempts = 7, timeout = 2s");
    assert_eq!(policy("feed::ticker"), "jitter = none");
    assert_eq!(policy("client::Client::order"), "attempts = 1, timeout = 3s, deadline = 30s");
    assert_eq!(policy("client::order"), "");
    assert_eq!(policy("plain"), "");
    let mut runs = 0;
    again(&mut runs).unwrap_err();
    assert_eq!((policy("again").as_str(), runs), ("backoff = none, attempts = 3", 3));
}

fn plain_too() -> ApiResult {
    Ok(plain().unwrap())
}
