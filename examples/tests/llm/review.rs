//! A review is recognised, and the check of it can fail.

use resilin_examples::llm::scene::{Ended, Evidence, review};
use resilin_examples::llm::{Completion, Review, Sentiment};

use super::evidence::{Story, answered, assert_fails, failed};

const WHOLE: &str = r#"{"sentiment": "positive", "stars": 5}"#;

fn failed_when(spoil: impl FnOnce(&mut Evidence)) -> Vec<String> {
    let story = (0..3).fold(Story::new(), |story, at| story.request(at, "sk-team", "a flea", 200));
    let mut evidence = story.call("a flea", 0, 20, answered(WHOLE)).closings(0);
    spoil(&mut evidence);
    failed(|checks| review::check_all(&evidence, checks))
}

#[test]
fn hold_on_good_evidence() {
    assert_eq!(failed_when(|_| {}), [""; 0]);
}

#[test]
fn an_attempt_that_is_missing_is_noticed() {
    assert_fails("asked 3 times", &failed_when(|evidence| drop(evidence.requests.pop())));
}

#[test]
fn an_answer_of_the_wrong_form_is_noticed() {
    let spoilt = failed_when(|evidence| evidence.calls[0].ended = answered(r#"{"sentiment": "posit"#));
    assert_fails("of the right form", &spoilt);
    assert_fails("of the right form", &failed_when(|evidence| evidence.calls[0].ended = Ended::FromCache));
}

// Red when: `1..=5` in `review.rs` is `1..=11`, or `rename_all` is left out.
#[test]
fn only_a_whole_one_is_recognised() {
    let of = |text: &str| Review::of(&Completion { text: text.into(), cached: false });
    assert_eq!(of(WHOLE), Ok(Review { sentiment: Sentiment::Positive, stars: 5 }));
    assert_eq!(of(r#"{"sentiment": "positive", "stars": 11}"#), Err("11 stars, where there are 1 to 5".into()));
    for text in ["", r#"{"sentiment": "posit"#, r#"{"sentiment": "mixed", "stars": 3}"#, r#"{"stars": 3}"#] {
        assert!(of(text).is_err(), "{text}");
    }
}
