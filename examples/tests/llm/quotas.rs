//! The checks of the three scenes with a quota.

use std::time::Duration;

use resilin_examples::llm::scene::{Ended, Evidence, observed, throttled, used_up};

use super::evidence::{Story, answered, assert_fails, failed, hurry, refused};

const KEY: &str = "sk-team";

mod of_throttling {
    use super::*;

    fn failed_when(spoil: impl FnOnce(&mut Evidence)) -> Vec<String> {
        let mut evidence = Story::new()
            .request(0, KEY, "page 1", 429)
            .request(5, KEY, "page 2", 429)
            .request(700, KEY, "page 1", 200)
            .request(605, KEY, "page 2", 200)
            .call("page 1", 0, 710, answered("bonjour"))
            .call("page 2", 0, 615, answered("bonjour"))
            .closings(0);
        spoil(&mut evidence);
        failed(|checks| throttled::check_all(&evidence, checks))
    }

    #[test]
    fn hold_on_good_evidence() {
        assert_eq!(failed_when(|_| {}), [""; 0]);
    }

    #[test]
    fn a_call_that_does_not_wait_or_is_lost_is_noticed() {
        assert_fails("no sooner than", &failed_when(|evidence| hurry(evidence, 3, 1)));
        assert_fails(
            "every call was answered",
            &failed_when(|evidence| evidence.calls[0].ended = Ended::FromCache),
        );
        assert_fails("a second request", &failed_when(|evidence| drop(evidence.requests.pop())));
    }

    #[test]
    fn a_quota_that_closes_is_noticed() {
        assert_fails("stayed open", &failed_when(|evidence| evidence.closings = 1));
    }
}

mod of_a_quota_that_is_used_up {
    use super::*;

    /// Used up from 100 ms to 2.6 s.
    fn good() -> Evidence {
        let story = Story::new()
            .request(0, KEY, "sky?", 200)
            .request(20, KEY, "sea?", 200)
            .request(40, KEY, "eye?", 200)
            .request(100, KEY, "sky?", 429)
            .request(2600, KEY, "page 1", 200)
            .request(2611, KEY, "page 2", 200)
            .request(2650, KEY, "page 3", 200)
            .request(2700, KEY, "page 4", 200)
            .request(4000, KEY, "sky?", 200);
        let asked = ["sky?", "sea?", "eye?"];
        let story = asked.iter().fold(story, |story, prompt| story.call(prompt, 0, 50, answered("blue")));
        let story = asked.iter().fold(story, |story, prompt| story.call(prompt, 90, 110, Ended::FromCache));
        let story = story.call("ink?", 110, 110, refused("the quota `llm` is used up: try again in 2s"));
        (1..=4)
            .fold(story, |story, page| story.call(&format!("page {page}"), 110, 2710, answered("blue")))
            .call("sky?", 3990, 4010, answered("blue"))
            .closings(1)
    }

    fn failed_when(spoil: impl FnOnce(&mut Evidence)) -> Vec<String> {
        let mut evidence = good();
        spoil(&mut evidence);
        failed(|checks| used_up::check_all(&evidence, checks))
    }

    #[test]
    fn hold_on_good_evidence() {
        assert_eq!(failed_when(|_| {}), [""; 0]);
    }

    #[test]
    fn a_second_request_in_vain_is_noticed() {
        let twice = failed_when(|evidence| evidence.requests.insert(4, evidence.requests[3].clone()));
        assert_fails("one request found", &twice);
    }

    #[test]
    fn a_call_before_the_reset_is_noticed() {
        assert_fails("nobody called until the reset", &failed_when(|evidence| hurry(evidence, 4, 1)));
    }

    #[test]
    fn an_answer_from_the_cache_that_had_to_wait_is_noticed() {
        let late = |evidence: &mut Evidence| evidence.calls[4].over += Duration::from_secs(3);
        assert_fails("from the cache, at once", &failed_when(late));
        let lost = failed_when(|evidence| evidence.calls[4].ended = refused("the quota `llm` is used up"));
        assert_fails("from the cache, at once", &lost);
    }

    #[test]
    fn a_refusal_that_waits_or_was_sent_is_noticed() {
        let late = |evidence: &mut Evidence| evidence.calls[6].over += Duration::from_secs(3);
        assert_fails("a new one was refused", &failed_when(late));
        let sent = |evidence: &mut Evidence| evidence.requests[1].asked.prompt = "ink?".into();
        assert_fails("a new one was refused", &failed_when(sent));
        let other = failed_when(|evidence| evidence.calls[6].ended = refused("no answer within 10s"));
        assert_fails("a new one was refused", &other);
    }

    #[test]
    fn a_batch_that_does_not_wait_is_noticed() {
        let failed = failed_when(|evidence| evidence.calls[8].ended = refused("the quota `llm` is used up"));
        assert_fails("the batch waited", &failed);
    }

    #[test]
    fn a_second_call_beside_the_first_is_noticed() {
        assert_fails("one call went first", &failed_when(|evidence| hurry(evidence, 5, 2)));
    }

    #[test]
    fn a_quota_that_does_not_open_again_is_noticed() {
        assert_fails("one call went first", &failed_when(|evidence| evidence.calls[11].ended = Ended::FromCache));
    }

    #[test]
    fn a_listener_that_is_told_twice_is_noticed() {
        assert_fails("told once", &failed_when(|evidence| evidence.closings = 2));
    }
}

mod of_a_quota_that_observes {
    use super::*;

    fn failed_when(spoil: impl FnOnce(&mut Evidence)) -> Vec<String> {
        let times = [0, 20, 40, 2040, 2060];
        let mut evidence = times
            .iter()
            .zip(1..)
            .fold(Story::new(), |story, (at, page)| {
                let prompt = format!("page {page}");
                story.request(*at, KEY, &prompt, 200).call(&prompt, *at, at + 10, answered("guten Tag"))
            })
            .closings(1);
        spoil(&mut evidence);
        failed(|checks| observed::check_all(&evidence, checks))
    }

    #[test]
    fn hold_on_good_evidence() {
        assert_eq!(failed_when(|_| {}), [""; 0]);
    }

    #[test]
    fn a_refusal_of_the_server_s_is_noticed() {
        assert_fails("refused none", &failed_when(|evidence| evidence.requests[4].status = 429));
        assert_fails(
            "every call was answered",
            &failed_when(|evidence| evidence.calls[4].ended = Ended::FromCache),
        );
    }

    #[test]
    fn a_call_that_comes_too_early_is_noticed() {
        assert_fails("waited for the reset", &failed_when(|evidence| hurry(evidence, 3, 1)));
    }

    #[test]
    fn a_listener_that_is_not_told_is_noticed() {
        assert_fails("told its listener once", &failed_when(|evidence| evidence.closings = 0));
    }
}
