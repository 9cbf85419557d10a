//! What a placeholder can name.

use std::borrow::Cow;
use std::fmt::{self, Display};
use std::io;
use std::sync::Arc;

use resilin::resilient;

use crate::flaky::Flaky;

struct Target {
    region: String,
    r#type: &'static str,
}

impl Target {
    fn new(region: &'static str) -> Self {
        Self { region: region.to_owned(), r#type: region }
    }
}

struct Request {
    target: Arc<Target>,
    pair: (u8, (u8, String)),
}

impl Request {
    fn new(region: &'static str) -> Self {
        Self { target: Arc::new(Target::new(region)), pair: (0, (0, region.to_owned())) }
    }
}

impl Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.target.region)
    }
}

macro_rules! keyed_by {
    ($($name:ident($($argument:tt)*) by $breaker:literal;)*) => {$(
        #[resilient(backoff = none, breaker($breaker, failures = 3, open = 1d))]
        async fn $name(flaky: Arc<Flaky>, $($argument)*) -> io::Result<u32> {
            flaky.answer().await
        }
    )*};
}

keyed_by! {
    text(region: &str) by "text/{region}";
    owned(region: String) by "owned/{region}";
    mutable(region: &mut String) by "mutable/{region}";
    slot(region: Box<str>) by "slot/{ region }";
    cow(region: Cow<'_, str>) by "cow/{region}";
    reference(region: &&&str) by "reference/{region}";
    object(region: &(dyn Display + Sync)) by "object/{region}";
    field(target: &Target) by "field/{target.region}";
    raw_field(target: &Target) by "raw-field/{target.type}";
    raw_argument(r#type: &str) by "raw-argument/{type}";
    field_behind_deref(request: Request) by "deref/{request.target.region}";
    index(request: Request) by "index/{request.pair.1.1}";
    whole(request: Request) by "whole/{request}";
    two(zone: &str, region: u8) by "two/{zone}-{region}/x";
    no_parent(region: &str) by "no-parent-{region}";
    braces_alone(region: &str) by "{region}";
    generic_bound(region: impl Display + Send + Sync) by "impl-trait/{region}";
}

#[resilient(backoff = none, breaker("generic/{region}", failures = 3, open = 1d))]
async fn generic<T: Display + Sync>(flaky: &Flaky, region: T) -> io::Result<u32> {
    flaky.answer().await
}

#[resilient(backoff = none, breaker("in-struct/{region}", failures = 3, open = 1d))]
async fn in_a_struct(flaky: &Flaky, Target { region, r#type: _ }: Target) -> io::Result<u32> {
    assert_eq!(region.len(), 2);
    flaky.answer().await
}

#[resilient(backoff = none, breaker("renamed/{kind}", failures = 3, open = 1d))]
async fn renamed(flaky: &Flaky, Target { r#type: kind, .. }: &Target) -> io::Result<u32> {
    assert_eq!(kind.len(), 2);
    flaky.answer().await
}

#[resilient(backoff = none, breaker("nested/{second}", failures = 3, open = 1d))]
async fn nested(flaky: &Flaky, (_, [first, second, ..]): (u8, [&str; 3])) -> io::Result<u32> {
    assert_eq!((first.len(), second.len()), (0, 2));
    flaky.answer().await
}

#[resilient(backoff = none, breaker("bound-whole/{region}", failures = 3, open = 1d))]
async fn bound_whole(flaky: &Flaky, region @ Number(0..): Number) -> io::Result<u32> {
    assert!(region.0 < 2);
    flaky.answer().await
}

enum Place {
    Zone(&'static str),
    Region(&'static str),
}

#[resilient(backoff = none, breaker("either/{name}", failures = 3, open = 1d))]
async fn either(flaky: &Flaky, (Place::Zone(name) | Place::Region(name)): Place) -> io::Result<u32> {
    assert_eq!(name.len(), 2);
    flaky.answer().await
}

#[derive(Clone, Copy)]
struct Number(u8);

impl Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(["eu", "us"][usize::from(self.0)])
    }
}

fn number(region: &str) -> u8 {
    u8::from(region == "us")
}

#[resilient(backoff = none, breaker("mutable-binding/{region}", failures = 3, open = 1d), clone(region))]
async fn mutable_binding(flaky: &Flaky, mut region: String) -> io::Result<u32> {
    region.push('!');
    drop(region);
    flaky.answer().await
}

trips_apart! {
    a_reference: "text/_", text;
    a_value: "owned/_", |flaky, region| owned(flaky, region.to_owned());
    a_mutable_reference: "mutable/_", |flaky, region| async move { mutable(flaky, &mut region.to_owned()).await };
    blanks_around_it: "slot/_", |flaky, region| slot(flaky, region.into());
    clone_on_write: "cow/_", |flaky, region| cow(flaky, region.into());
    references_to_references: "reference/_", |flaky, region| async move { reference(flaky, &&region).await };
    a_trait_object: "object/_", |flaky, region| async move { object(flaky, &region).await };
    a_field_of_an_argument: "field/_", |flaky, region| async move { field(flaky, &Target::new(region)).await };
    a_field_that_is_a_keyword: "raw-field/_", |flaky, region| async move {
        raw_field(flaky, &Target::new(region)).await
    };
    an_argument_that_is_a_keyword: "raw-argument/_", raw_argument;
    a_field_behind_deref: "deref/_", |flaky, region| field_behind_deref(flaky, Request::new(region));
    tuple_indexes: "index/_", |flaky, region| index(flaky, Request::new(region));
    what_is_display_itself: "whole/_", |flaky, region| whole(flaky, Request::new(region));
    an_impl_trait: "impl-trait/_", generic_bound;
    a_name_without_a_slash: "no-parent-{region}/no-parent-_", no_parent;
    a_generic: "generic/_", |flaky, region| async move { generic(&flaky, region).await };
    a_name_in_a_struct_pattern: "in-struct/_", |flaky, region| async move {
        in_a_struct(&flaky, Target::new(region)).await
    };
    another_name_in_a_struct_pattern: "renamed/_", |flaky, region| async move {
        renamed(&flaky, &Target::new(region)).await
    };
    a_name_in_a_nested_pattern: "nested/_", |flaky, region| async move { nested(&flaky, (0, ["", region, ""])).await };
    a_name_in_each_case_of_a_pattern: "either/_", |flaky, region| async move {
        either(&flaky, if region == "eu" { Place::Zone(region) } else { Place::Region(region) }).await
    };
    a_name_for_a_whole_pattern: "bound-whole/_", |flaky, region| async move {
        bound_whole(&flaky, Number(number(region))).await
    };
    a_mutable_binding: "mutable-binding/_", |flaky, region| async move {
        mutable_binding(&flaky, region.to_owned()).await
    };
}

/// A name that is all data has its breakers behind itself.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_but_a_placeholder() {
    super::trips(3, |flaky| braces_alone(flaky, "all-data")).await;
    assert_eq!(resilin::breaker("{region}/all-data").state(), resilin::BreakerState::Open);
}

#[tokio::test(flavor = "multi_thread")]
async fn several_placeholders() {
    super::trips(3, |flaky| two(flaky, "eu", 7)).await;
    assert_eq!(resilin::breaker("two/eu-7/x").state(), resilin::BreakerState::Open);
    assert_eq!(resilin::breaker("two/eu-8/x").state(), resilin::BreakerState::Closed);
}
