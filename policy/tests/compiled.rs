//! What a function was compiled for.

use resilin_policy::Compiled;

const EACH: [Compiled; 8] = [
    Compiled::ASYNC,
    Compiled::LOOP,
    Compiled::GATED,
    Compiled::CUT,
    Compiled::KEYED,
    Compiled::LEASED,
    Compiled::SCOPED,
    Compiled::KEPT,
];

#[test]
fn none_has_another() {
    for one in EACH {
        assert!(one.has(one) && !Compiled::ONCE.has(one) && one.has(Compiled::ONCE), "{one:?}");
        assert_eq!(EACH.iter().filter(|other| one.has(**other)).count(), 1, "{one:?}");
    }
}

#[test]
fn together_they_have_both() {
    for (one, other) in EACH.into_iter().flat_map(|one| EACH.map(|other| (one, other))) {
        let both = one.and(other);
        assert!(both.has(one) && both.has(other), "{one:?} and {other:?}");
        assert_eq!(EACH.iter().filter(|each| both.has(**each)).count(), if one == other { 1 } else { 2 });
        assert_eq!(one.has(both), one == other);
    }
}

#[test]
fn what_is_made_by_hand_names_no_code() {
    let missing = EACH.into_iter().filter(|each| !Compiled::BY_HAND.has(*each));
    assert_eq!(missing.collect::<Vec<_>>(), [Compiled::KEYED, Compiled::LEASED, Compiled::SCOPED]);
}
