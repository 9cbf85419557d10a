//! Attributes, items and files put together of pieces, good and bad.

use arbitrary::{Result, Unstructured};

use super::Input;

/// Attributes of more entries say nothing that fewer do not.
const MOST_ENTRIES: u8 = 6;

pub(super) fn input(bytes: &mut Unstructured<'_>) -> Result<Input> {
    bytes.bytes(1)?;
    let file = bytes.choose(&FILES)?;
    let item = item(bytes)?;
    Ok(Input { attribute: attribute(bytes)?, item, file: file.map(str::to_owned) })
}

fn attribute(bytes: &mut Unstructured<'_>) -> Result<String> {
    let mut attribute = String::new();
    for _ in 0..bytes.int_in_range(0..=MOST_ENTRIES)? {
        attribute.push_str(&entry(bytes)?);
        attribute.push_str(bytes.choose(&[", ", ", ", ", ", ",", " ", "; "])?);
    }
    Ok(attribute)
}

/// A whole one, or any value for any key.
fn entry(bytes: &mut Unstructured<'_>) -> Result<String> {
    if bytes.ratio(1, 2)? {
        return bytes.choose(&ENTRIES).map(|entry| (*entry).to_owned());
    }
    let (key, value) = (bytes.choose(&KEYS)?, bytes.choose(&VALUES)?);
    Ok(match bytes.int_in_range(0..=5)? {
        0..=2 => format!("{key} = {value}"),
        3 => format!("{key}({value})"),
        4 => format!("{key} = $({value})"),
        _ => (*key).to_owned(),
    })
}

/// A function, or a block of some.
fn item(bytes: &mut Unstructured<'_>) -> Result<String> {
    let block = bytes.choose(&BLOCKS)?;
    if block.is_empty() {
        return function(bytes);
    }
    let mut members = String::new();
    for _ in 0..bytes.int_in_range(0..=3)? {
        members.push_str(bytes.choose(&OF_METHODS)?);
        members.push_str(&function(bytes)?);
    }
    Ok(format!("{block} {{ {members} }}"))
}

fn function(bytes: &mut Unstructured<'_>) -> Result<String> {
    let (before, arguments) = (bytes.choose(&BEFORE)?, bytes.choose(&ARGUMENTS)?);
    let (returned, body) = (bytes.choose(&RETURNED)?, bytes.choose(&BODIES)?);
    Ok(format!("{before} fn ticker{arguments} {returned} {body} "))
}

const KEYS: [&str; 36] = [
    "backoff",
    "jitter",
    "attempts",
    "timeout",
    "deadline",
    "breaker",
    "quota",
    "retry_budget",
    "table",
    "on",
    "policy",
    "max_wait",
    "idempotent",
    "classify",
    "validate",
    "credentials",
    "fallback",
    "clone",
    "attempt",
    "registry",
    "name",
    "crate",
    "hedge",
    "rate_limit",
    "concurrency_limit",
    "skip",
    "attemps",
    "__type",
    "__lent_breaker",
    "__lent_policy",
    "__lent_rules",
    "r#backoff",
    "Self",
    "async",
    "_",
    "\"backoff\"",
];

const VALUES: [&str; 48] = [
    "exp(1s, 2, 60s)",
    "\"exp(1s,2,60s)\"",
    "linear(1s, 1s, 9s)",
    "fib(1s, 9s)",
    "fixed(5s)",
    "decorrelated(1s, 9s)",
    "none",
    "full",
    "0.25",
    "25%",
    "unlimited",
    "5",
    "0",
    "1",
    "-1",
    "1s",
    "1.5s",
    "9s",
    "1_000ms",
    "0s",
    "1µs",
    "5s 5s",
    "true",
    "false",
    "\"api\"",
    "\"api/{symbol}\"",
    "\"api/{self.region}/{n}\"",
    "\"api/{}\"",
    "\"a b\"",
    "\"\\\\\\\"é\"",
    "r#\"api\"#",
    "b\"api\"",
    "'a'",
    "\"\"",
    "\"reads\"",
    "\"http\"",
    "api",
    "my::classify",
    "|error| Err(error)",
    "async |error| other(symbol, error).await",
    "|_, _| ()",
    "self.registry",
    "symbol",
    "this",
    "lease = self.keys",
    "api, failures = 3, open = 30s",
    "client = fail, \"conflict\" = retry(none, attempts = 2), auth = refresh",
    "",
];

const ENTRIES: [&str; 36] = [
    "attempts = 1",
    "attempts = unlimited",
    "deadline = 30s",
    "timeout = 2s",
    "backoff = none",
    "breaker = \"api\"",
    "breaker = \"api/{symbol}\"",
    "breaker(\"api\", failures = 3, open = 30s)",
    "breaker(\"api/{symbol}\", keys = 10)",
    "quota = \"llm\"",
    "quota(\"llm\", wait_up_to = 30s)",
    "retry_budget = \"api\"",
    "retry_budget(\"api\", tokens = 500, cost = 5)",
    "table = \"http\"",
    "on(client = retry)",
    "on(auth = refresh)",
    "on(quota = cooldown(15m))",
    "policy = \"reads\"",
    "policy = \"reed\"",
    "idempotent = false",
    "credentials(lease = self.keys)",
    "credentials(lease = &KEYS)",
    "attempt = this",
    "clone(symbol)",
    "clone(symbol, n)",
    "clone(other)",
    "fallback = |error| Err(error)",
    "fallback = |_| { Ok(symbol) }",
    "fallback = async |error| later(error).await",
    "classify = my::classify",
    "validate = \"my::check\"",
    "registry = self.registry",
    "name = \"shop.ticker\"",
    "crate = ::my_resilin",
    "skip",
    "timeout",
];

const FILES: [Option<&str>; 4] = [
    None,
    Some(
        "[policies.reads]\nattempts = 6\ndeadline = \"30s\"\nbreaker = \"api/{symbol}\"\n[breakers.api]\nopen = \"30s\"\n\
         [quotas.llm]\n[retry_budgets.api]\n[tables.http]\nclient = \"retry\"\n",
    ),
    Some(
        "[sites.\"shop::ticker\"]\nattempts = 1\nbreaker = \"api/{symbol}\"\n[sites.\"Client::ticker\"]\ntimeout = \"40s\"\n\
         [sites.\"a::ticker\"]\ndeadline = \"1s\"\n[breakers.api]\n[policies.reads.on]\nauth = \"refresh\"\n",
    ),
    Some("[policies.reads]\nattempts = 0\ntimeout = \"5\"\n[breakers.api"),
];

const BLOCKS: [&str; 7] = [
    "",
    "",
    "impl Client",
    "impl<T: Clone> Fetch for api::Client<T> where T: Send",
    "#[resilient(attempts = 1)] unsafe impl Fetch for &Client",
    "impl Fetch for dyn Any + Send",
    "impl",
];

const OF_METHODS: [&str; 9] = [
    "",
    "#[resilient(skip)] ",
    "#[resilient(attempts = 1, breaker = \"other\")] ",
    "#[resilin::resilient] ",
    "#[cfg_attr(feature = \"slow\", resilient(timeout = 9s, on(auth = refresh)))] ",
    "#[cfg_attr(all(), resilient(skip), inline)] ",
    "const A: B = B { c: 1 }; type C = D; ",
    "#![allow(warnings)] ",
    "const C: u32; other! { fn a() {} } ",
];

const BEFORE: [&str; 11] = [
    "async",
    "async",
    "",
    "/// The last price.\n pub async",
    "#[inline] pub(crate)",
    "#[doc = \"a\"] #[cfg(feature = \"prices\")] async",
    "const",
    "unsafe",
    "extern \"C\"",
    "#[resilient] async",
    "#[async_trait] async",
];

const ARGUMENTS: [&str; 12] = [
    "()",
    "(&self, symbol: &str)",
    "(&mut self, symbol: String, n: u32)",
    "(self: Arc<Self>, symbol: String)",
    "(mut self, mut symbol: T)",
    "<'a, T: Into<String> + 'a, const N: usize>(symbol: &'a T, n: [u8; N])",
    "((symbol, n): (&str, u32), _: u8)",
    "(symbol: impl AsRef<str>, Point { x, y: n }: Point)",
    "(self, __resilient_call: u8)",
    "(r#type: &str, symbol: &mut dyn Read, ...)",
    "<const N: usize = 1>(#[cfg(all())] symbol: [&str; N], n: fn(&str) -> Result<(), ()>)",
    "(&'a self, symbol: $(&'a str),)",
];

const RETURNED: [&str; 14] = [
    "-> Result<Ticker, ApiError>",
    "-> Result<Ticker, ApiError>",
    "-> io::Result<Vec<u8>>",
    "-> impl Future<Output = Result<u32, E>> + Send",
    "-> Pin<Box<dyn Future<Output = Result<u32, E>> + Send + 'a>>",
    "-> Pin<Box<dyn ::core::future::Future<Output = Result<u32, E>> + ::core::marker::Send + 'async_trait>>",
    "-> Result<impl Iterator<Item = &'a str> + 'a, E> where T: Clone",
    "-> Result<Self, Self::Error>",
    "-> $(Result<u32, E>)",
    "-> Option<u32>",
    "-> !",
    "-> impl Future",
    "-> Checked![u32]",
    "",
];

const BODIES: [&str; 11] = [
    "{ Ok(self.http.get(symbol).send().await?.json().await?) }",
    "{ #![allow(unused)] #![deny(warnings)] Ok(1) }",
    "{ async move { Ok(1) } }",
    "{ Box::pin(async move { let __ret: Result<u32, E> = { Ok(1) }; #[allow(unreachable_code)] __ret }) }",
    "{ Box::pin(async move { if let ::core::option::Option::Some(__ret) = ::core::option::Option::None::<Result<u32, E>> \
     { #[allow(unreachable_code)] return __ret; } let __self = self; let symbol = symbol; let __ret: Result<u32, E> = \
     { Ok(1) }; #[allow(unreachable_code)] __ret }) }",
    "{ return Err(lease.into()); }",
    "{ if this.number() > 1 { __resilient_call } }",
    "{ __tracing_attr_span }",
    "{ }",
    "$({ Ok(1) })",
    ";",
];
