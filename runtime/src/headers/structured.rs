//! Structured fields ([RFC 9651](https://www.rfc-editor.org/rfc/rfc9651)): lists and dictionaries, told piece by piece.
//!
//! The algorithms of section 4.2. Values that no rate limit has (byte sequences, display strings) are stepped over:
//! they have to be of the right characters, but are not decoded.

use std::borrow::Cow;

/// A piece of a field, in the order of the text. Of parameters with one key the last counts.
pub(super) enum Piece<'h> {
    /// A member of a list.
    Member(Bare<'h>),
    /// A member of a dictionary.
    Entry(&'h str, Bare<'h>),
    /// A parameter of the last member.
    Parameter(&'h str, Bare<'h>),
}

/// A bare item.
pub(super) enum Bare<'h> {
    /// An integer or a decimal, as written.
    Number(&'h str),
    /// A string or a token.
    Name(Cow<'h, str>),
    Other,
}

type Tell<'t, 'h> = &'t mut dyn FnMut(Piece<'h>);

/// Tells the pieces of a list; `None` where it is none, of which pieces may have been told by then.
pub(super) fn list<'h>(field: &'h str, tell: Tell<'_, 'h>) -> Option<()> {
    members(field, |scanner| {
        let member = scanner.item_or_inner_list()?;
        tell(Piece::Member(member));
        scanner.parameters(tell)
    })
}

/// As [`list`], a dictionary.
pub(super) fn dictionary<'h>(field: &'h str, tell: Tell<'_, 'h>) -> Option<()> {
    members(field, |scanner| {
        let key = scanner.key()?;
        let value = if scanner.eat("=") { scanner.item_or_inner_list()? } else { Bare::Other };
        tell(Piece::Entry(key, value));
        scanner.parameters(tell)
    })
}

fn members<'h>(field: &'h str, mut member: impl FnMut(&mut Scanner<'h>) -> Option<()>) -> Option<()> {
    let mut scanner = Scanner { rest: field };
    while !scanner.rest.is_empty() {
        member(&mut scanner)?;
        scanner.take_while(is_white);
        if scanner.rest.is_empty() {
            return Some(());
        }
        scanner.expect(",")?;
        scanner.take_while(is_white);
        // A comma has to have a member behind it.
        (!scanner.rest.is_empty()).then_some(())?;
    }
    Some(())
}

const fn is_white(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

struct Scanner<'h> {
    rest: &'h str,
}

impl<'h> Scanner<'h> {
    fn item_or_inner_list(&mut self) -> Option<Bare<'h>> {
        if !self.eat("(") {
            return self.bare();
        }
        loop {
            self.spaces();
            if self.eat(")") {
                return Some(Bare::Other);
            }
            self.bare()?;
            self.parameters(&mut |_| ())?;
            self.rest.starts_with([' ', ')']).then_some(())?;
        }
    }

    fn parameters(&mut self, tell: Tell<'_, 'h>) -> Option<()> {
        while self.eat(";") {
            self.spaces();
            let key = self.key()?;
            let value = if self.eat("=") { self.bare()? } else { Bare::Other };
            tell(Piece::Parameter(key, value));
        }
        Some(())
    }

    fn key(&mut self) -> Option<&'h str> {
        self.rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '*').then_some(())?;
        Some(self.take_while(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-' | b'.' | b'*')
        }))
    }

    fn bare(&mut self) -> Option<Bare<'h>> {
        match self.rest.bytes().next()? {
            b'-' | b'0'..=b'9' => self.number().map(Bare::Number),
            b'"' => self.string().map(Bare::Name),
            b'*' | b'A'..=b'Z' | b'a'..=b'z' => Some(Bare::Name(self.take_while(is_token).into())),
            _ => self.stepped_over().map(|()| Bare::Other),
        }
    }

    fn number(&mut self) -> Option<&'h str> {
        let start = self.rest;
        self.eat("-");
        let whole = self.take_while(|byte| byte.is_ascii_digit()).len();
        let valid = if self.eat(".") {
            let fraction = self.take_while(|byte| byte.is_ascii_digit()).len();
            (1..=12).contains(&whole) && (1..=3).contains(&fraction)
        } else {
            (1..=15).contains(&whole)
        };
        valid.then(|| &start[..start.len() - self.rest.len()])
    }

    fn string(&mut self) -> Option<Cow<'h, str>> {
        self.expect("\"")?;
        let mut string = Cow::Borrowed(self.take_while(is_unescaped));
        while self.eat("\\") {
            let escaped = self.rest.chars().next().filter(|c| matches!(c, '"' | '\\'))?;
            self.rest = &self.rest[1..];
            string.to_mut().push(escaped);
            string.to_mut().push_str(self.take_while(is_unescaped));
        }
        self.expect("\"")?;
        Some(string)
    }

    /// A boolean, a date, a byte sequence or a display string.
    fn stepped_over(&mut self) -> Option<()> {
        if self.eat("?") {
            return (self.eat("0") || self.eat("1")).then_some(());
        }
        if self.eat("@") {
            return self.number().filter(|number| !number.contains('.')).map(drop);
        }
        if self.eat(":") {
            self.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='));
            return self.expect(":");
        }
        self.expect("%\"")?;
        self.take_while(|byte| is_unescaped(byte) || byte == b'\\');
        self.expect("\"")
    }

    fn spaces(&mut self) {
        self.take_while(|byte| byte == b' ');
    }

    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'h str {
        // Only ASCII is ever wanted, so what comes behind it is the start of a character.
        let end = self.rest.bytes().position(|byte| !wanted(byte)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn eat(&mut self, start: &str) -> bool {
        let rest = self.rest.strip_prefix(start);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn expect(&mut self, start: &str) -> Option<()> {
        self.eat(start).then_some(())
    }
}

/// What stands for itself in a string.
const fn is_unescaped(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\')
}

const fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-'..=b'/' | b':' | b'^'..=b'`' | b'|' | b'~')
}
