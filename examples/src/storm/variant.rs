//! The policies that are compared.

/// What clients do about failures.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// In a few words.
    pub name: &'static str,
    /// The policy, without what it shares.
    pub policy: &'static str,
    pub(super) budget: Option<Gate>,
    pub(super) breaker: Option<Gate>,
}

/// A retry budget or a breaker.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gate {
    pub(super) settings: &'static str,
    pub(super) sharing: Sharing,
}

/// How many of them there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// One: all clients are in one process, as the callers of a gateway are.
    All,
    /// One for each: every client is a process of its own, and knows of no other.
    Each,
}

impl Sharing {
    pub(super) const fn how_many(self, clients: u32) -> u32 {
        match self {
            Self::All => 1,
            Self::Each => clients,
        }
    }
}

const fn one(settings: &'static str) -> Gate {
    Gate { settings, sharing: Sharing::All }
}

const fn each(settings: &'static str) -> Gate {
    Gate { settings, sharing: Sharing::Each }
}

const RETRY: &str = "backoff = exp(100ms, 2, 2s), jitter = full, attempts = 3";
const TENTH: &str = "ratio = 10%, min = 0/s";
const FEW: &str = "tokens = 10, cost = 5, earn = 0.5";
const AWS: &str = "tokens = 500, cost = 5, timeout_cost = 10, earn = 1";
const BREAKER: &str = "failures = 5, open = 5s";

/// One attempt.
pub const NO_RETRIES: Variant =
    Variant { name: "no retries", policy: "attempts = 1", budget: None, breaker: None };

/// Three attempts, and nothing that holds them back.
pub const RETRIES: Variant = Variant { name: "retries", policy: RETRY, ..NO_RETRIES };

/// One budget for all clients.
pub const BUDGET_SHARED: Variant =
    Variant { name: "budget 10%, one for all", budget: Some(one(TENTH)), ..RETRIES };

/// A budget as it is where nothing is said about it, one for each client.
pub const BUDGET_BY_DEFAULT: Variant =
    Variant { name: "budget by default, each", budget: Some(each("ratio = 20%, min = 10/s")), ..RETRIES };

/// Two retries for each client, until twenty more of its calls have succeeded.
pub const FEW_TOKENS_EACH: Variant = Variant { name: "10 tokens, each", budget: Some(each(FEW)), ..RETRIES };

/// A budget and a breaker, shared by all clients.
pub const BOTH_SHARED: Variant = Variant {
    name: "budget and breaker, one for all",
    budget: Some(one(TENTH)),
    breaker: Some(one(BREAKER)),
    ..RETRIES
};

/// A budget and a breaker for each client.
pub const BOTH_EACH: Variant =
    Variant { name: "10 tokens and breaker, each", breaker: Some(each(BREAKER)), ..FEW_TOKENS_EACH };

/// Everything that is compared.
pub const ALL: [Variant; 11] = [
    NO_RETRIES,
    RETRIES,
    BUDGET_SHARED,
    BUDGET_BY_DEFAULT,
    Variant { name: "budget 10%, each", budget: Some(each(TENTH)), ..RETRIES },
    Variant { name: "tokens as AWS 2.0, each", budget: Some(each(AWS)), ..RETRIES },
    FEW_TOKENS_EACH,
    Variant { name: "breaker, one for all", breaker: Some(one(BREAKER)), ..RETRIES },
    Variant { name: "breaker, each", breaker: Some(each(BREAKER)), ..RETRIES },
    BOTH_SHARED,
    BOTH_EACH,
];
