//! What the server saw, drawn along the time.

use std::time::{Duration, Instant};

use resilin::BreakerState;

use super::{Evidence, Period};
use crate::style::Style;

/// What one column stands for.
const COLUMN: Duration = Duration::from_millis(100);
const COLUMNS_A_SECOND: usize = 10;

/// One row for each: the time, the server, the requests that it saw, the breaker; a character for each 100 ms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// A mark for each second.
    pub seconds: String,
    /// `x` while it is down, `-` while it is well.
    pub server: String,
    /// How many: `.` none, `+` ten or more.
    pub requests: String,
    /// `=` closed, `#` open, `?` half-open. Empty if it never moved.
    pub breaker: String,
}

impl Timeline {
    /// From the first call to the last.
    pub fn of(evidence: &Evidence) -> Self {
        let columns = Columns { begun: evidence.begun, ended: evidence.ended };
        let (recovered, periods) = (evidence.recovered(), evidence.periods());
        let requests =
            |from, until| evidence.requests.iter().filter(|request| (from..until).contains(&request.at)).count();
        let breaker = columns.draw(|from, until| state(&periods, from, until));
        Self {
            seconds: columns.seconds(),
            server: columns.draw(|from, _| if Some(from) < recovered { 'x' } else { '-' }),
            requests: columns.draw(|from, until| digit(requests(from, until))),
            breaker: if evidence.moves.is_empty() { String::new() } else { breaker },
        }
    }

    /// Prints it, with its legend.
    pub fn print(&self, style: Style) {
        println!("\n{}", style.strong("what the server saw, 100 ms a column"));
        println!("  {:<10}{}", "", self.seconds);
        println!("  {:<10}{}  x down, - well", "server", painted(&self.server, style));
        println!("  {:<10}{}  how many, . none", "requests", self.requests);
        if !self.breaker.is_empty() {
            println!("  {:<10}{}  = closed, # open, ? half-open", "breaker", painted(&self.breaker, style));
        }
    }
}

struct Columns {
    begun: Instant,
    ended: Instant,
}

impl Columns {
    fn draw(&self, column: impl Fn(Instant, Instant) -> char) -> String {
        self.starts().map(|from| column(from, from + COLUMN)).collect()
    }

    fn starts(&self) -> impl Iterator<Item = Instant> {
        let ended = self.ended;
        std::iter::successors(Some(self.begun), |from| Some(*from + COLUMN)).take_while(move |from| *from < ended)
    }

    fn seconds(&self) -> String {
        let marks = self.starts().step_by(COLUMNS_A_SECOND).enumerate();
        let marks: Vec<_> =
            marks.map(|(second, _)| format!("{:<COLUMNS_A_SECOND$}", format!("|{second} s"))).collect();
        marks.concat().trim_end().to_owned()
    }
}

/// Half-open is short: it shows wherever it was.
fn state(periods: &[Period], from: Instant, until: Instant) -> char {
    let is_half_open =
        |period: &Period| period.state == BreakerState::HalfOpen && period.from < until && from <= period.until;
    if periods.iter().any(is_half_open) {
        return '?';
    }
    let middle = from + COLUMN / 2;
    match periods.iter().rfind(|period| period.from <= middle).map(|period| period.state) {
        Some(BreakerState::Open | BreakerState::ForcedOpen) => '#',
        _ => '=',
    }
}

fn digit(count: usize) -> char {
    match u32::try_from(count) {
        Ok(0) => '.',
        Ok(count) => char::from_digit(count, 10).unwrap_or('+'),
        Err(_) => '+',
    }
}

fn painted(row: &str, style: Style) -> String {
    let paint = |column: char| match column {
        'x' | '#' => style.bad(column),
        '?' => style.again(column),
        _ => style.good(column),
    };
    row.chars().map(paint).collect()
}
