//! What the simulated retry storm shows, with a hundred clients and one seed: the same numbers in every run.

use resilin_examples::storm::{
    BOTH_EACH, BOTH_SHARED, BUDGET_BY_DEFAULT, BUDGET_SHARED, FEW_TOKENS_EACH, Figures, NO_RETRIES, RETRIES,
    Scenario, Variant, run, svg,
};

const SCENARIO: Scenario = Scenario { clients: 100, seed: 1 };

fn figures(variant: &Variant) -> Figures {
    run(variant, SCENARIO).expect("the variant makes sense")
}

// Red when: `pay` of src/storm/protection.rs is always `Payment::Free`, and the breaker's settings are `failures = 5000`.
#[test]
fn budget_and_breaker_together_keep_it_away() {
    let alone = figures(&RETRIES);
    for variant in [BOTH_SHARED, BOTH_EACH] {
        let figures = figures(&variant);
        assert!(figures.amplification() < 1.1, "{}: {}", variant.name, figures.amplification());
        assert!(figures.recovery().is_some_and(|after| after <= 15), "{}: {:?}", variant.name, figures.recovery());
        assert!(figures.saved() > 5.0 * alone.saved(), "{}: {}", variant.name, figures.saved());
    }
}

// Red when: `spend` of the kernel's budget always pays.
#[test]
fn a_budget_that_is_shared_or_small_keeps_it_away() {
    for variant in [BUDGET_SHARED, FEW_TOKENS_EACH] {
        let figures = figures(&variant);
        assert!((1.0..1.1).contains(&figures.amplification()), "{}: {}", variant.name, figures.amplification());
        assert!(figures.recovery().is_some_and(|after| after <= 5), "{}: {:?}", variant.name, figures.recovery());
    }
}

/// The reason for having no budget by default: ten retries a second for each process are more than it asks for.
// Red when: `pay` of src/storm/protection.rs always refuses.
#[test]
fn retries_alone_and_a_default_budget_each_never_recover() {
    let (alone, by_default) = (figures(&RETRIES), figures(&BUDGET_BY_DEFAULT));
    assert!(alone.amplification() > 2.5 && alone.recovery().is_none(), "{}", alone.amplification());
    assert!(by_default.amplification() > 2.5 && by_default.recovery().is_none(), "{}", by_default.amplification());
}

// Red when: the server of src/storm/server.rs takes up no other request when one is done.
#[test]
fn without_retries_it_recovers_by_itself() {
    let figures = figures(&NO_RETRIES);
    assert!((figures.amplification() - 1.0).abs() < 1e-9);
    assert!(figures.recovery().is_some_and(|after| after <= 5), "{:?}", figures.recovery());
}

/// Whatever a variant does, it meets the same calls: about one a second for each client.
// Red when: `fails` of src/storm/simulation.rs draws from the source of the calls, too.
#[test]
fn every_variant_meets_the_same_calls() {
    let calls = |variant| figures(variant).seconds().iter().map(|second| second.calls).collect::<Vec<_>>();
    let met = calls(&NO_RETRIES);
    assert_eq!(calls(&RETRIES), met);
    assert_eq!(calls(&BOTH_EACH), met);
    let sum: u32 = met.iter().sum();
    assert!((17_000..19_000).contains(&sum), "{sum} calls of 100 clients in 180 s");
}

// Red when: `World` of src/storm/simulation.rs begins with a seed of its own.
#[test]
fn the_same_seed_is_the_same_run() {
    let drawn = |seed| {
        let figures = run(&BOTH_EACH, Scenario { seed, ..SCENARIO }).expect("the variant makes sense");
        svg(&[("a run", figures)])
    };
    assert_eq!(drawn(1), drawn(1));
    assert_ne!(drawn(1), drawn(2));
}

/// Every run has its panel, each with its three curves of a point a second.
// Red when: `svg` of src/storm/plot.rs does not close a panel.
#[test]
fn what_is_drawn_is_whole() {
    let svg = svg(&[("first", figures(&NO_RETRIES)), ("second", figures(&RETRIES))]);
    assert_eq!(svg.matches("<polyline").count(), 6);
    assert_eq!(svg.matches("<g ").count(), svg.matches("</g>").count());
    let curves = svg.split("points=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default());
    assert!(curves.map(|points| points.split_whitespace().count()).all(|points| points == Scenario::END));
    assert!(svg.contains(">first</text>") && svg.contains("never recovers"));
}
