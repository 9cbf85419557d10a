//! What the command line of an example asks for.

/// With policies or without; or only what the options are.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Play it.
    Run {
        /// Whether calls have their policies.
        policies: bool,
    },
    /// Print the options.
    Help,
    /// An option that does not exist.
    Unknown(String),
}

impl Command {
    /// What these arguments ask for, the program's name not among them.
    pub fn of(arguments: impl Iterator<Item = String>) -> Self {
        let mut policies = true;
        for argument in arguments {
            match argument.as_str() {
                "--no-policies" => policies = false,
                "-h" | "--help" => return Self::Help,
                _ => return Self::Unknown(argument),
            }
        }
        Self::Run { policies }
    }
}
