//! The model's client, its server, and the checks of the scenes: each of them can fail, for its own reason.
//!
//! Where a comment names a file, it is one of examples/src/llm.

mod llm {
    mod evidence;
    mod keys;
    mod outage;
    mod quotas;
    mod requests;
    mod review;
}
