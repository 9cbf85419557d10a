//! How much machine code a method is.

use std::path::Path;
use std::{fs, io};

use object::{Object, ObjectSection};

use super::contender::Contender;
use super::scratch::Scratch;
use super::source::FUNCTIONS;

/// By how much the program with all methods is larger than the one with half of them, for each that it has more: what
/// both have once, the library's own code among it, is not in it.
pub(super) fn per_function(scratch: &Scratch, contender: &Contender) -> io::Result<f64> {
    let [all, half] = scratch.build(contender)?;
    let (all, half) = (text_bytes(&all)?, text_bytes(&half)?);
    let more = all.checked_sub(half).ok_or_else(|| io::Error::other("half of the methods are more than all"))?;
    Ok(f64::from(more) / f64::from(FUNCTIONS / 2))
}

fn text_bytes(program: &Path) -> io::Result<u32> {
    let bytes = fs::read(program)?;
    let file = object::File::parse(&*bytes).map_err(io::Error::other)?;
    let text = file.section_by_name(".text").ok_or_else(|| io::Error::other("a program without .text"))?;
    u32::try_from(text.size()).map_err(io::Error::other)
}
