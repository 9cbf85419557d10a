//! The waits between attempts: bounds that hold for every policy, how they are spread, and when there are none.

mod delays {
    mod alone;
    mod bounds;
    mod calls;
    mod common;
    mod ends;
    mod hints;
    mod spread;
    mod worst_case;
}
