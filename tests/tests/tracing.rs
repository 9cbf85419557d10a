//! What a call lets be seen through `tracing`.

mod tracing {
    mod capture;
    mod events;
    mod spans;
}
