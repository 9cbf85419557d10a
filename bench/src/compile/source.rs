//! The text of the generated crates.

use std::fmt::Write;
use std::ops::Range;

use super::contender::{Contender, Form};

pub(super) const FUNCTIONS: u32 = 1_000;
pub(super) const MODULES: u32 = 20;

/// What the methods are on, and what they await: too much of it is hidden from the optimizer to leave any await out.
const CLIENT: &str = r"
use std::hint::black_box;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

pub struct Client;

pub struct Answer(usize);

impl Client {
    #[inline(never)]
    pub fn get(&self, key: &str, salt: usize) -> Answer {
        Answer(black_box(key.len() ^ salt))
    }
}

impl Future for Answer {
    type Output = io::Result<usize>;

    #[inline(never)]
    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<usize>> {
        match black_box(self.0) {
            0 => Poll::Pending,
            1 => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            found => Poll::Ready(Ok(found)),
        }
    }
}
";

/// Has the machine code of a method and of its future in the program without running it.
const REACH: &str = r"
use std::hint::black_box;
use std::pin::Pin;
use std::task::{Context, Poll};

#[inline(always)]
fn reach<'a, F: Future>(method: fn(&'a Client, &'a str) -> F) {
    black_box(method);
    black_box(F::poll as fn(Pin<&mut F>, &mut Context<'_>) -> Poll<F::Output>);
    black_box(std::ptr::drop_in_place::<F> as unsafe fn(*mut F));
}
";

/// The manifest of a contender's package. It has one library, that of the methods, and two programs that reach them.
pub(super) fn manifest(contender: &Contender, runtime: &str) -> String {
    format!(
        "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{}\n",
        contender.package,
        contender.dependency.replace("{runtime}", runtime),
    )
}

/// The root of the library.
pub(super) fn library() -> String {
    let mut text = CLIENT.to_owned();
    for module in 0..MODULES {
        let _ = write!(text, "\npub mod m{module};");
    }
    text
}

/// One module of the library: its share of the methods.
pub(super) fn module(contender: &Contender, module: u32) -> String {
    let methods: String = functions_of(module).map(|i| method(contender, i)).collect();
    let on_block = contender.on_block;
    let imports = "use crate::Client;\nuse std::io;\n";
    match contender.form {
        Form::Inherent => format!("{imports}\n{on_block}\nimpl Client {{{methods}}}\n"),
        Form::Closure => format!("{imports}use backon::Retryable;\n\n{on_block}\nimpl Client {{{methods}}}\n"),
        Form::Trait => {
            let declared = declared(module);
            format!(
                "{imports}\n{on_block}\npub trait Calls {{{declared}}}\n\n{on_block}\nimpl Calls for Client {{{methods}}}\n"
            )
        }
    }
}

fn declared(module: u32) -> String {
    functions_of(module).fold(String::new(), |declared, i| declared + "\n    " + &signature(i) + ";\n")
}

fn functions_of(module: u32) -> Range<u32> {
    let share = FUNCTIONS / MODULES;
    module * share..(module + 1) * share
}

fn method(contender: &Contender, i: u32) -> String {
    let public = if contender.form == Form::Trait { "" } else { "pub " };
    let on_method = contender.on_method;
    let signature = signature(i);
    let body = body(contender.form, i);
    format!("\n    /// Call {i}.\n    {on_method}\n    {public}{signature} {{\n        {body}\n    }}\n")
}

fn signature(i: u32) -> String {
    format!("async fn f{i}(&self, key: &str) -> io::Result<usize>")
}

/// Two of them never have the same numbers: the optimizer would make one of both.
fn body(form: Form, i: u32) -> String {
    let (first, second) = (2 * i + 1, 2 * i + 2);
    let calls =
        format!("let found = self.get(key, {first}).await?;\n        self.get(key, found + {second}).await");
    match form {
        Form::Inherent | Form::Trait => calls,
        Form::Closure => format!(
            "(|| async {{ {calls} }}).retry(backon::ExponentialBuilder::new().with_max_times(2).with_jitter()).await"
        ),
    }
}

/// A program that has the methods of these modules in it.
pub(super) fn program(contender: &Contender, modules: Range<u32>) -> String {
    let mut text = format!("use {}::Client;\n{REACH}\nfn main() {{\n", contender.package);
    for module in modules {
        if contender.form == Form::Trait {
            let _ = writeln!(text, "    use {}::m{module}::Calls as _;", contender.package);
        }
        for i in functions_of(module) {
            let _ = writeln!(text, "    reach(Client::f{i});");
        }
    }
    text + "}\n"
}
