//! What the command line of an example asks for.

use std::process::ExitCode;

/// Whether calls have their policies: not with `--no-policies`.
///
/// # Errors
///
/// What the program ends with where it is not to be played: asked for its options it has printed them, and for an option
/// that does not exist it has said so.
pub fn policies(arguments: impl Iterator<Item = String>, help: &str) -> Result<bool, ExitCode> {
    option(arguments, "--no-policies", help).map(|without| !without)
}

/// Whether the only option that there is besides `--help` is given.
///
/// # Errors
///
/// As [`policies`].
pub fn option(arguments: impl Iterator<Item = String>, name: &str, help: &str) -> Result<bool, ExitCode> {
    let mut given = false;
    for argument in arguments {
        match argument.as_str() {
            "-h" | "--help" => {
                println!("{help}");
                return Err(ExitCode::SUCCESS);
            }
            argument if argument == name => given = true,
            _ => {
                eprintln!("unknown option `{argument}`\n\n{help}");
                return Err(ExitCode::from(2));
            }
        }
    }
    Ok(given)
}
