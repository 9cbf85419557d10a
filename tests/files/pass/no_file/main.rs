//! Without a file everything that is written in the source works.

use resilin::resilient;

#[resilient(attempts = 2, breaker("api", failures = 3), table = "http")]
fn read() -> std::io::Result<u32> {
    Ok(1)
}

fn main() {
    assert_eq!(read().unwrap(), 1);
    let site = resilin::sites().next().unwrap();
    assert_eq!(site.policy().to_string(), "attempts = 2, breaker(\"api\", failures = 3), table = \"http\"");
}
