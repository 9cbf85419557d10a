//! What is measured side by side.

/// One way to write the methods.
#[derive(Debug)]
pub(super) struct Contender {
    pub(super) name: &'static str,
    /// The package that is generated for it.
    pub(super) package: &'static str,
    /// What the package depends on, as a line of its manifest.
    pub(super) dependency: &'static str,
    /// Above every block of methods.
    pub(super) on_block: &'static str,
    /// Above every method.
    pub(super) on_method: &'static str,
    pub(super) form: Form,
}

/// What carries the methods, and what is in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// An `impl` block of the type's own.
    Inherent,
    /// A trait and its `impl`.
    Trait,
    /// An `impl` block of the type's own, each body in a closure that `backon` retries.
    Closure,
}

impl Contender {
    const PLAIN: Self = Self {
        name: "plain",
        package: "plain",
        dependency: "",
        on_block: "",
        on_method: "",
        form: Form::Inherent,
    };

    const RESILIENT: Self = Self { dependency: "resilin = { path = \"{runtime}\" }", ..Self::PLAIN };
}

pub(super) const CONTENDERS: [Contender; 7] = [
    Contender::PLAIN,
    Contender {
        name: "#[resilient(attempts = 3)]",
        package: "attempts",
        on_method: "#[resilin::resilient(attempts = 3)]",
        ..Contender::RESILIENT
    },
    Contender {
        name: "#[resilient(attempts = 3, breaker = \"api\")]",
        package: "breaker",
        on_method: "#[resilin::resilient(attempts = 3, breaker = \"api\")]",
        ..Contender::RESILIENT
    },
    Contender {
        name: "#[resilient(attempts = 3)] on each impl block",
        package: "block",
        on_block: "#[resilin::resilient(attempts = 3)]",
        ..Contender::RESILIENT
    },
    Contender {
        name: "#[tracing::instrument(skip_all)]",
        package: "instrument",
        dependency: "tracing = { version = \"0.1\", default-features = false, features = [\"attributes\", \"std\"] }",
        on_method: "#[tracing::instrument(skip_all)]",
        ..Contender::PLAIN
    },
    Contender {
        name: "#[async_trait]",
        package: "boxed",
        dependency: "async-trait = \"0.1\"",
        on_block: "#[async_trait::async_trait]",
        form: Form::Trait,
        ..Contender::PLAIN
    },
    Contender {
        name: "backon, a closure in each method",
        package: "closure",
        dependency: "backon = { version = \"1\", default-features = false, features = [\"std\", \"tokio-sleep\"] }",
        form: Form::Closure,
        ..Contender::PLAIN
    },
];
