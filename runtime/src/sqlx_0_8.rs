//! Errors of the [`sqlx`] crate, version 0.8 (feature `sqlx-0-8`).
//!
//! A [`sqlx::Error`] is [`Classify`](crate::Classify), and is found on the source chain of `anyhow::Error`,
//! `Box<dyn Error>` and your own types. What the database itself reports is told apart by its code, of any driver; none
//! is brought along.
//!
//! # Transactions
//!
//! Two transactions in each other's way (a deadlock, a serialization failure, a lock that is taken) are of class
//! `custom("conflict")`: they are tried again as unknown errors are, longer and limited, unless the policy says
//! otherwise. What is tried again has to be the whole transaction, so put the attribute on the function that begins
//! and commits it:
//!
//! ```
//! use resilin::resilient;
//!
//! #[resilient(on("conflict" = retry(exp(20ms, 2, 1s), attempts = 10)))]
//! async fn transfer<DB>(pool: &sqlx::Pool<DB>) -> Result<(), sqlx::Error>
//! where
//!     DB: sqlx::Database,
//! {
//!     let transaction = pool.begin().await?;
//!     // …
//!     transaction.commit().await
//! }
//! ```
//!
//! # Codes of the database: SQLSTATE
//!
//! PostgreSQL ([appendix A](https://www.postgresql.org/docs/current/errcodes-appendix.html)), MySQL and MariaDB, and what
//! speaks their protocols. Most specific first; a constraint that is violated is `client` whatever the code.
//!
//! | SQLSTATE | class |
//! | --- | --- |
//! | 40003 (completion unknown) | `network` |
//! | the other 40: rolled back, by a deadlock or to stay serializable | `custom("conflict")`, not processed |
//! | 55P03 (lock not available) | `custom("conflict")` |
//! | 53300 (too many connections), 57P03 (cannot connect now), 08004 (connection rejected; MySQL: too many) | `overload`, not processed |
//! | 57014 (canceled, by `statement_timeout` for one), 25P03, 25P04 (other timeouts), 70100 (MySQL: interrupted) | `timeout` |
//! | 57P01, 57P02, 57P05 (shut down, crashed, idle for too long) | `network` |
//! | 08 (connection) | `network` |
//! | 53 (resources: memory, disk) | `overload` |
//! | 28 (authorization) | `auth` |
//! | 25006 (read only: still connected to the old primary after a failover, for one) | `server` |
//! | 58, XX, F0, HV (system, internal, configuration file, foreign data) | `server` |
//! | 0A, 0L, 0P, 20 to 27, 2B, 2D, 2F, 34, 38, 39, 3B, 3D, 3F, 42, 44, 54, 55, 57, P0 (what was asked cannot be done) | `client` |
//! | the rest, MySQL's catch-all HY000 among them | `unknown` |
//!
//! MySQL reports two limits of an account as 42000, as it does a syntax error: 1203 (too many connections) and 1226
//! (queries, updates or connections an hour). They are `client` here, and not tried again; a `classify` function of
//! your own can ask its driver's error for the number.
//!
//! # Codes of the database: SQLite
//!
//! The [primary code](https://www.sqlite.org/rescode.html), which is the lowest byte of the extended one.
//!
//! | code | class |
//! | --- | --- |
//! | `BUSY`, `LOCKED`, `PROTOCOL` (a lost race for a lock), `SCHEMA` (changed meanwhile) | `custom("conflict")` |
//! | `NOMEM`, `FULL` | `overload` |
//! | `INTERNAL`, `IOERR` | `server` |
//! | `ERROR`, `PERM`, `ABORT`, `READONLY`, `INTERRUPT`, `CORRUPT`, `NOTFOUND`, `CANTOPEN`, `TOOBIG`, `CONSTRAINT`, `MISMATCH`, `MISUSE`, `NOLFS`, `AUTH`, `RANGE`, `NOTADB` | `client` |
//! | the rest | `unknown` |

// Databases have names, which are no code.
#![allow(clippy::doc_markdown)]

mod database;
mod error;

pub(crate) use error::fault_of;
