//! What a call does and returns, on virtual time and through the public face.

mod behaviour {
    mod attempts;
    mod binding;
    mod boxes;
    mod classes;
    mod classify;
    mod common;
    mod deadlines;
    mod derive;
    mod errors;
    mod futures;
    mod hints;
    mod idempotence;
    mod moves;
    mod nested;
    mod outcomes;
    mod runtimes;
    mod source_walk;
    mod tasks;
    mod testing;
    mod timeouts;
    mod validation;
}
