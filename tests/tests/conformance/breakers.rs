//! Breakers: the sequences that other libraries document or test, by permits and by calls.

use resilin::{Breaker, Site};

use crate::common::site;
use crate::faces::Face;
use crate::sequence::Player;
use crate::vectors::{Vector, list, parse, text, vectors};

// Red when, in runtime/src/kernel/breaker: `too_much` of counts.rs asks for more than the rate; `evict` of last_while.rs
// keeps what is as old as the window; `probed` of circuit.rs passes over a slow success, or does not trip.
#[tokio::test(start_paused = true)]
async fn resilience4j() {
    play_all("resilience4j", include_str!("../../vectors/breakers_resilience4j.json")).await;
}

// Red when: `ended` of circuit.rs takes a result of an earlier generation, and so do `failed` and `succeeded_slowly` of
// shared.rs; or `send` of probes.rs has no timeout.
#[tokio::test(start_paused = true)]
async fn polly() {
    play_all("polly", include_str!("../../vectors/breakers_polly.json")).await;
}

// Red when: `trip` of circuit.rs does not count how often it has opened.
#[tokio::test(start_paused = true)]
async fn others() {
    play_all("others", include_str!("../../vectors/breakers_others.json")).await;
}

async fn play_all(file: &str, vectors_of_file: &str) {
    let root = parse(vectors_of_file);
    let (mut played, mut not_applicable) = (0, 0);
    for (n, vector) in vectors(&root, &["cases"]).iter().enumerate() {
        if vector.applies() {
            play(&format!("{file}-{n}"), vector).await;
            played += 1;
        } else {
            not_applicable += 1;
        }
    }
    assert_eq!(played + not_applicable, list(&root["cases"]).len());
    assert!(played > not_applicable, "most of them are for every breaker");
}

/// Once by permits, once by calls, each on a breaker of its own.
async fn play(id: &str, vector: &Vector<'_>) {
    let settings = text(&vector.value["settings"]);
    for by in ["permits", "calls"] {
        let defined = Breaker::define(&format!("{id}-{by}"), settings);
        let breaker = defined.unwrap_or_else(|error| panic!("{}: {error}", vector.name));
        let face = if by == "calls" { Face::Calls(called(&breaker)) } else { Face::Permits(breaker.clone()) };
        Player::new(breaker, face).play(&format!("{by}: {}", vector.name), &vector.value["steps"]).await;
    }
}

fn called(breaker: &Breaker) -> &'static Site {
    site(&format!(r#"breaker = "{}", attempts = 1"#, breaker.name()))
}
