//! What a server's headers say about its limits (feature `headers`; `http-1` turns it on).
//!
//! [`read`] takes the headers of a response from any client and answers two questions: when does the server want to
//! be asked again ([`retry_after`](ServerLimits::retry_after)), and which of its limits has nothing left, until when
//! ([`exhausted`](ServerLimits::exhausted)). It reads no clock and does no I/O: the time is an argument.
//!
//! ```
//! use resilin::{Hint, headers};
//! use std::time::{Duration, SystemTime};
//!
//! let response = [
//!     ("retry-after", "7"),
//!     ("x-ratelimit-remaining-requests", "59"),
//!     ("x-ratelimit-remaining-tokens", "0"),
//!     ("x-ratelimit-reset-tokens", "6m0s"),
//! ];
//! let said = headers::read(response, SystemTime::now());
//! assert_eq!(said.retry_after(), Some(Hint::After(Duration::from_secs(7))));
//!
//! let exhausted = said.exhausted().expect("no tokens are left");
//! assert_eq!(exhausted.name, "tokens");
//! assert_eq!(exhausted.resets_in, Some(Duration::from_secs(360)));
//! ```
//!
//! Headers are pairs of references, so whatever iterates over a client's own map will do:
//!
//! ```
//! # use resilin::headers;
//! # use std::{collections::HashMap, time::SystemTime};
//! let by_name: HashMap<String, Vec<u8>> = [("RateLimit-Remaining".to_owned(), b"0".to_vec())].into();
//! assert!(headers::read(&by_name, SystemTime::now()).exhausted().is_some());
//! ```
//!
//! # The headers
//!
//! Names are compared without case, white space around values is dropped.
//!
//! | header | value | sent by |
//! | --- | --- | --- |
//! | `Retry-After` | seconds, or a date in any of the three forms of HTTP | [RFC 9110, 10.2.3](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3) |
//! | `retry-after-ms`, `x-ms-retry-after-ms`, `x-amz-retry-after` | milliseconds; before `Retry-After` | [OpenAI](https://github.com/openai/openai-python), [Azure](https://learn.microsoft.com/rest/api/cosmos-db/common-cosmosdb-rest-response-headers), [AWS](https://github.com/smithy-lang/smithy-typescript) |
//! | `x-ratelimit-retry-after` | seconds; after `Retry-After` | read by [ky](https://github.com/sindresorhus/ky) |
//! | `RateLimit-Policy`, `RateLimit` | `"day";q=100;w=86400` and `"day";r=0;t=30`: quota, remaining, seconds to the reset | [draft-ietf-httpapi-ratelimit-headers](https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/) from 08 on, [Cloudflare](https://developers.cloudflare.com/fundamentals/api/reference/limits/) |
//! | `RateLimit` | `limit=100, remaining=0, reset=30` | the same draft, 07 |
//! | `RateLimit-Limit`, `-Remaining`, `-Reset` | numbers (of `100, 100;w=60` the first), a reset | the same draft up to 06, [GitLab](https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/), [Docker Hub](https://docs.docker.com/docker-hub/usage/pulls/) |
//! | `x-ratelimit-…`, `x-rate-limit-…`: `limit`, `remaining`, `reset` | the same | [GitHub](https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api), [Reddit](https://support.reddithelp.com/hc/articles/16160319875092), [X](https://docs.x.com/x-api/fundamentals/rate-limits) |
//! | … with a name behind it: `x-ratelimit-remaining-tokens`, `X-RateLimit-Limit-Minute` | the same, one limit for each name | [OpenAI](https://platform.openai.com/docs/guides/rate-limits), [Groq](https://console.groq.com/docs/rate-limits), [Kong](https://developer.konghq.com/plugins/rate-limiting/) |
//! | `x-ratelimit-reset-after` | seconds; before `…-reset` of the same limit, as it needs no clock | [Discord](https://discord.com/developers/docs/topics/rate-limits) |
//! | `ratelimit-resettime` | as `…-reset` | GitLab |
//! | `anthropic-ratelimit-…`, then `-limit`, `-remaining`, `-reset` | the same, one limit for each name | [Anthropic](https://docs.anthropic.com/en/api/rate-limits) |
//! | `Date` | the server's clock: what every absolute time is compared with | RFC 9110, 6.6.1 |
//!
//! A reset is read as the first of these that it is:
//!
//! | form | example | meaning |
//! | --- | --- | --- |
//! | a number below 1,000,000,000 | `60`, `64.57` | seconds from now |
//! | a number below 100,000,000,000 | `1704067200`, `1470173023.123` | seconds since 1970 (from 2001 on) |
//! | a larger number | `1704067200000` | milliseconds since 1970 (from 1973 on) |
//! | a duration as Go prints it | `6m0s`, `2m59.56s`, `20ms` | from now |
//! | a time as in [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339) | `2024-01-01T00:00:00Z` | that time |
//! | a date as in [RFC 9110, 5.6.7](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7) | `Mon, 01 Jan 2024 00:00:00 GMT` | that time |
//!
//! The threshold is safe: no delay is 31 years long, and no time that is still to come is in 2001. `Retry-After` and
//! the other headers of a delay are never read as seconds since 1970.
//!
//! # Choices
//!
//! Clients that read these headers disagree in places, and servers send what no specification has. Here:
//!
//! - Zero and a time in the past mean "now", not "choose a delay yourself". No duration is ever negative.
//! - Long waits are reported as they are; how long is too long is for a policy to say (`max_wait`). A number too
//!   large for a [`Duration`](std::time::Duration) is the longest one.
//! - A header that cannot be read is as if it were not there: empty, negative, `nan`, an exponent, hexadecimal. A
//!   limit or a rest of −1, as some gateways send, is therefore unknown, not exhausted.
//! - The first value that can be read wins, where a header repeats. `Retry-After` and `RateLimit` hide no other header.
//! - A fraction in `Retry-After` is rounded up to the next second; elsewhere it is kept. A fraction of what remains is
//!   rounded down: less than one request is none.
//! - A two-digit year of a date is one from 1970 to 2069.
//! - Without a readable `Date` an absolute time is compared with the time given to [`read`].
//! - A structured field ([RFC 9651](https://www.rfc-editor.org/rfc/rfc9651)) with a mistake in it is ignored whole,
//!   each line by itself.
//! - Of one response no more than 32 limits are kept.
//! - Left alone: `grpc-retry-pushback-ms` (a negative one forbids the retry, which no delay can say), and
//!   `anthropic-priority-…` (what exceeds that quota is served from the ordinary
//!   [tier](https://platform.claude.com/docs/en/api/service-tiers)).

// Structured fields and RFC 3339 are read by code of our own. `sfv` brings base64 and a procedural macro with it for
// three integers, and its releases from 0.16 on need a Rust newer than ours; `humantime` takes trailing bytes for a
// part of the time and knows no offset but zero; `time`, `jiff` and `chrono` are calendars.
mod field;
mod go_duration;
mod limits;
mod moment;
mod number;
mod rate_limit;
mod read;
mod retry_after;
mod rfc3339;
mod rows;
mod structured;

pub use limits::{Limit, ServerLimits};
pub use read::{read, retry_after};
