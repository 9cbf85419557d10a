//! What may be lost on purpose, so that the checks can be seen to fail.

use std::future::pending;
use std::net::{Ipv4Addr, UdpSocket};
use std::time::Duration;
use std::{io, mem};

use resilin::Breaker;

use super::Form;
use super::ledger::Ledger;

/// Something that is not given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leak {
    /// A breaker's permit, while it is half-open.
    Permit,
    /// A task that never ends.
    Task,
    /// A file descriptor.
    Socket,
    /// A call that never ends.
    Call,
    /// Sixty-four megabytes.
    Memory,
}

/// More than any bound that a check allows.
const MEGABYTES: usize = 64;

/// Shorter than the operator, and everybody else, would take to look.
const OPEN: Duration = Duration::from_millis(1);

impl Leak {
    /// What a person can write.
    pub(super) const NAMES: &'static str = "permit, task, socket, call or memory";

    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "permit" => Some(Self::Permit),
            "task" => Some(Self::Task),
            "socket" => Some(Self::Socket),
            "call" => Some(Self::Call),
            "memory" => Some(Self::Memory),
            _ => None,
        }
    }

    pub(super) async fn happen(self, ledger: &Ledger) -> io::Result<()> {
        match self {
            Self::Permit => permit().await?,
            Self::Task => drop(tokio::spawn(pending::<()>())),
            Self::Socket => mem::forget(UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?),
            Self::Call => mem::forget(ledger.begin(Form::Read)),
            // Every page is written, so that the system has to bring it.
            Self::Memory => drop(Box::leak(vec![1_u8; MEGABYTES << 20].into_boxed_slice())),
        }
        Ok(())
    }
}

/// A probe that hangs for an hour holds its permit so long.
async fn permit() -> io::Result<()> {
    let breaker = Breaker::define("soak-leak", "probe_timeout = 1h").map_err(io::Error::other)?;
    breaker.open_for(OPEN);
    tokio::time::sleep(2 * OPEN).await;
    breaker.permit().map(mem::forget)?;
    Ok(())
}
