//! Everybody.

use crate::contender::Contender;
use crate::{floor, peers, resilin_side};

/// All contenders: the floors, ours, the peers.
pub(crate) fn all() -> Vec<Contender> {
    let mut all = vec![floor::raw(), floor::by_hand(), resilin_side::contender()];
    all.extend(peers::all());
    all
}

/// The one of that name.
pub(crate) fn named(name: &str) -> Option<Contender> {
    all().into_iter().find(|contender| contender.name == name)
}
