//! What a call lets be seen through `tracing`.

mod tracing {
    mod breakers;
    mod breakers_inside;
    mod capture;
    mod endings;
    mod events;
    mod gates;
    mod once;
    mod spans;
}
