//! The waits between attempts: bounds that hold for every policy, and how they are spread.

mod delays {
    mod alone;
    mod bounds;
    mod calls;
    mod common;
    mod hints;
    mod spread;
    mod worst_case;
}
