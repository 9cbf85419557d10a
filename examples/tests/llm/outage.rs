//! The checks of the outage, and the figures that they rest on.

use resilin_examples::llm::scene::Evidence;
use resilin_examples::llm::scene::outage::{Figures, check_all};

use super::evidence::{Story, answered, assert_fails, failed, used_up};

const CALLERS: usize = 24;

/// Each caller is answered in its third call. Of the first calls, these have so many requests each.
fn evidence(first_calls: usize, requests: u64) -> Evidence {
    let story = (0..CALLERS).fold(Story::new(), |story, caller| {
        let requests = if caller < first_calls { requests } else { 1 };
        let prompts = [0, 1, 2].map(|number| format!("{caller}.{number}"));
        let [first, second, third] = &prompts;
        (0..requests)
            .fold(story, |story, at| story.request(10 * at, "sk-team", first, 503))
            .request(500, "sk-team", second, 503)
            .request(3000, "sk-team", third, 200)
            .call(first, 0, 100, used_up())
            .call(second, 500, 510, used_up())
            .call(third, 3000, 3010, answered("0.25"))
    });
    story.closings(0)
}

fn failed_of(alone: &Evidence, budgeted: &Evidence) -> Vec<String> {
    failed(|checks| check_all(alone, budgeted, checks))
}

#[test]
fn hold_on_good_evidence() {
    assert_eq!(failed_of(&evidence(CALLERS, 4), &evidence(5, 4)), [""; 0]);
}

#[test]
fn calls_that_were_answered_at_once_are_not_among_the_figures() {
    let figures = Figures::of(&evidence(5, 4));
    assert_eq!(figures, Figures { calls: 48, requests: 48 + 15, answers: 24 });
    assert_eq!((figures.retries(), figures.to_string().as_str()), (15, "63 requests for 48 calls: 1.31 for each"));
}

#[test]
fn retries_that_do_not_happen_are_noticed() {
    assert_fails("more than 2 requests", &failed_of(&evidence(0, 1), &evidence(5, 4)));
    assert_fails("some retries", &failed_of(&evidence(CALLERS, 4), &evidence(0, 1)));
}

#[test]
fn more_retries_than_the_budget_has_are_noticed() {
    let more = failed_of(&evidence(CALLERS, 4), &evidence(4, 6));
    assert_fails("no more retries than 10, 1 a second and one for ten answers (15): 20", &more);
}

#[test]
fn a_caller_without_an_answer_is_noticed() {
    let mut lost = evidence(5, 4);
    lost.calls[2].ended = used_up();
    assert_fails("every caller was answered", &failed_of(&evidence(CALLERS, 4), &lost));
}
