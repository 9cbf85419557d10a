//! The checks of the key ring.

use resilin::Class;
use resilin_examples::llm::scene::{Ended, Evidence, keys};

use super::evidence::{Story, answered, assert_fails, failed, hurry, refused, used_up};

const TOLD: &str = "`old` is quarantined for 300s, `team` is used up for 3s, `spare` is used up for 4s";

fn good() -> Evidence {
    let story = Story::new()
        .request(0, "sk-old", "text 1", 401)
        .request(20, "sk-team", "text 1", 200)
        .request(40, "sk-team", "text 2", 200)
        .request(60, "sk-team", "text 3", 200)
        .request(80, "sk-team", "text 4", 429)
        .request(100, "sk-spare", "text 4", 200)
        .request(120, "sk-spare", "text 5", 200)
        .request(140, "sk-spare", "text 6", 429)
        .request(3100, "sk-team", "text 8", 200);
    (1..=5)
        .fold(story, |story, number| story.call(&format!("text {number}"), 0, 130, answered("yes")))
        .call("text 6", 130, 150, used_up())
        .call("text 7", 150, 150, refused(TOLD))
        .call("text 8", 3090, 3110, answered("yes"))
        .closings(0)
}

fn failed_when(spoil: impl FnOnce(&mut Evidence)) -> Vec<String> {
    let mut evidence = good();
    spoil(&mut evidence);
    failed(|checks| keys::check_all(&evidence, checks))
}

#[test]
fn hold_on_good_evidence() {
    assert_eq!(failed_when(|_| {}), [""; 0]);
}

#[test]
fn a_revoked_key_that_is_asked_again_is_noticed() {
    let again = failed_when(|evidence| evidence.requests[2].asked.key = "sk-old".into());
    assert_fails("not asked again", &again);
    let lost = failed_when(|evidence| evidence.calls[0].ended = Ended::Failed(Class::AUTH));
    assert_fails("saved by the second key", &lost);
}

#[test]
fn a_caller_that_the_third_key_did_not_save_is_noticed() {
    assert_fails("when `team` was used up", &failed_when(|evidence| evidence.calls[3].ended = used_up()));
    let by_another = failed_when(|evidence| evidence.requests[6].asked.key = "sk-other".into());
    assert_fails("when `team` was used up", &by_another);
}

#[test]
fn a_key_that_is_used_before_its_reset_is_noticed() {
    assert_fails("between its 429 and its reset", &failed_when(|evidence| hurry(evidence, 8, 90)));
}

#[test]
fn a_refusal_that_says_too_little_or_too_much_is_noticed() {
    let told = |message: &str| failed_when(|evidence| evidence.calls[6].ended = refused(message));
    assert_fails("told how each key stands", &told("`old` is quarantined"));
    assert_fails("told how each key stands", &told(&TOLD.replace("300s", "sk-old")));
}

#[test]
fn a_refusal_that_was_sent_is_noticed() {
    let sent = failed_when(|evidence| {
        let mut request = evidence.requests[0].clone();
        (request.asked.key, request.asked.prompt) = ("sk-other".into(), "text 7".into());
        evidence.requests.push(request);
    });
    assert_fails("without a request", &sent);
}

#[test]
fn a_key_that_does_not_come_back_is_noticed() {
    let refused_again = failed_when(|evidence| evidence.calls[7].ended = refused(TOLD));
    assert_fails("back when it was told", &refused_again);
}

#[test]
fn a_quota_that_closes_for_one_key_is_noticed() {
    assert_fails("each key has its own", &failed_when(|evidence| evidence.closings = 1));
}
