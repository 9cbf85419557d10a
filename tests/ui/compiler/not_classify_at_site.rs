//! A site made by hand asks for an error type that is `Classify`.
// says: `String` does not say what kind of failure it is
// says: this error type is not `Classify`
// says: derive it: `#[derive(resilin::Classify)]` with a `#[class(…)]` on each variant
// says: `call_with(path, …)` at a `Site`

use resilin::{Site, policy};

static SITE: Site = Site::new("site", policy!(attempts = 5));

async fn asynchronous() {
    let _ = SITE.call(|| async { Err::<u32, String>("no".to_owned()) }).await;
}

fn blocking() {
    let _ = SITE.call_blocking(|| Err::<u32, String>("no".to_owned()));
}

fn main() {
    blocking();
    drop(asynchronous());
}
