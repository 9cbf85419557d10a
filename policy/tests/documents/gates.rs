//! The settings of gates.

mod settings;
mod values;
