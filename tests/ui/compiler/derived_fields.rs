//! Fields of another type than their class needs.
// says: `u64` cannot say when to come back
// says: use a `Duration`, a `SystemTime` or a `resilin::Hint`, or an `Option` of one of them
// says: expected `&Rejected`, found

use resilin::Classify;

#[derive(Classify)]
enum ApiError {
    #[class(throttled, retry_after = seconds)]
    Slow { seconds: u64 },
    #[class(from_rejected)]
    Rejected(std::io::Error),
}

fn main() {
    let _ = ApiError::Slow { seconds: 5 }.classify();
    let _ = ApiError::Rejected(std::io::ErrorKind::TimedOut.into()).classify();
}
