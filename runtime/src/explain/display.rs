//! Explanations as tables.

use std::fmt::{self, Write};
use std::time::Duration;

use super::{Delay, Explanation, GateExplanation, RuleExplanation, Schedule, Setting, SiteExplanation, WorstCase};
use crate::NamedKind;
use crate::text::{about, columns, listed, time};

impl fmt::Display for Explanation {
    /// Every site, with an empty line between two.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, site) in self.sites.iter().enumerate() {
            if n > 0 {
                f.write_char('\n')?;
            }
            site.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for SiteExplanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", title(self))?;
        f.write_str(&settings(2, &self.settings))?;
        for gate in &self.gates {
            write!(f, "\n  {}\n{}", gate_title(gate), settings(4, &gate.settings))?;
        }
        write!(f, "\n{}", rules(&self.rules))?;
        if let Some(longest) = self.schedules.iter().map(|schedule| schedule.delays.len()).max() {
            write!(f, "\n{}", schedules(&self.schedules, longest))?;
        }
        write!(f, "\n{}", bounds(self))
    }
}

fn title(site: &SiteExplanation) -> String {
    let place = match site.declared_at {
        Some(at) => format!("{}:{}", at.file, at.line),
        None => "made by hand".to_owned(),
    };
    let overridden = if site.overridden { ", overridden" } else { "" };
    format!("{}  ({place}{overridden})", site.name)
}

fn gate_title(gate: &GateExplanation) -> String {
    let state = match &gate.state {
        Some(state) if gate.kind == NamedKind::RetryBudget => format!(": {state}"),
        Some(state) => format!(" is {state}"),
        None => String::new(),
    };
    format!("{} `{}`{state}", gate.kind, gate.name)
}

/// What has a value, and then the names of what has none.
fn settings(indent: usize, settings: &[Setting]) -> String {
    let rows: Vec<Vec<String>> = settings.iter().filter_map(setting).collect();
    let none = settings.iter().filter(|setting| setting.value.is_none()).map(|setting| setting.key);
    let none = listed(none, 80).into_iter().enumerate();
    let label = |line: usize| if line == 0 { "none:" } else { "" };
    let none: Vec<Vec<String>> = none.map(|(line, keys)| vec![label(line).to_owned(), keys]).collect();
    columns(indent, &rows) + &columns(indent, &none)
}

fn setting(setting: &Setting) -> Option<Vec<String>> {
    let value = setting.value.as_ref()?;
    // The rules themselves follow.
    let value = if setting.key == "on" { "see below" } else { value };
    Some(vec![setting.key.to_owned(), value.to_owned(), setting.source.to_string()])
}

/// Classes that get the same share a line.
fn rules(rules: &[RuleExplanation]) -> String {
    let mut rows = vec![["class", "rule", "breaker", "source"].map(str::to_owned).to_vec()];
    let mut told: Vec<&RuleExplanation> = Vec::new();
    for rule in rules {
        let is_same = |other: &&RuleExplanation| same(rule, other);
        if told.iter().any(is_same) {
            continue;
        }
        told.push(rule);
        let classes = listed(rules.iter().filter(is_same).map(|rule| rule.class.as_str()), 24);
        rows.extend(classes.into_iter().enumerate().map(|(line, classes)| match line {
            0 => [vec![classes], said(rule)].concat(),
            _ => vec![classes, String::new()],
        }));
    }
    columns(2, &rows)
}

fn same(one: &RuleExplanation, other: &RuleExplanation) -> bool {
    let said = |rule: &RuleExplanation| (rule.rule.clone(), rule.fails, rule.counts, rule.source.clone());
    said(one) == said(other)
}

fn said(rule: &RuleExplanation) -> Vec<String> {
    let fails = if rule.fails && !rule.rule.starts_with("fail") { ", here as fail" } else { "" };
    let counts = if rule.counts { "counts" } else { "ignores" };
    vec![format!("{}{fails}", rule.rule), counts.to_owned(), rule.source.to_string()]
}

/// A column for each schedule, a line for each retry.
fn schedules(schedules: &[Schedule], longest: usize) -> String {
    /// More columns than these do not fit beside each other.
    const BESIDE: usize = 3;
    let blocks = schedules.chunks(BESIDE).map(|schedules| columns(2, &block(schedules, longest)));
    blocks.collect::<Vec<String>>().join("\n")
}

fn block(schedules: &[Schedule], longest: usize) -> Vec<Vec<String>> {
    let heads: Vec<Vec<String>> =
        schedules.iter().map(|schedule| listed(schedule.classes.iter().map(String::as_str), 24)).collect();
    let height = heads.iter().map(Vec::len).max().unwrap_or(0);
    let head = |line: usize| {
        let label = if line == 0 { "retry" } else { "" };
        let cells = heads.iter().map(|head| head.get(line).cloned().unwrap_or_default());
        std::iter::once(label.to_owned()).chain(cells).collect()
    };
    let delays = (0..=longest).map(|n| row(schedules, n));
    (0..height).map(head).chain(delays).filter(|row| row.iter().any(|cell| !cell.is_empty())).collect()
}

fn row(schedules: &[Schedule], n: usize) -> Vec<String> {
    let cells: Vec<String> = schedules.iter().map(|schedule| cell(schedule, n)).collect();
    let label = if cells.iter().all(|cell| cell.is_empty() || cell == "…") {
        String::new()
    } else {
        (n + 1).to_string()
    };
    std::iter::once(label).chain(cells).collect()
}

fn cell(schedule: &Schedule, n: usize) -> String {
    let is_cut = schedule.retries.is_none_or(|retries| retries as usize > schedule.delays.len());
    match schedule.delays.get(n) {
        Some(delay) => drawn(delay),
        None if is_cut && n == schedule.delays.len() => "…".to_owned(),
        None => String::new(),
    }
}

fn drawn(delay: &Delay) -> String {
    if delay.lowest == delay.highest {
        return about(delay.delay);
    }
    format!("{} ({} to {})", about(delay.delay), about(delay.lowest), about(delay.highest))
}

fn bounds(site: &SiteExplanation) -> String {
    let is_idempotent =
        site.setting("idempotent").is_none_or(|idempotent| idempotent.value.as_deref() == Some("true"));
    let caution = (!is_idempotent && !site.schedules.is_empty())
        .then(|| "only what was surely not processed is retried".to_owned());
    let hints = site.hints.as_ref().map(|hints| format!("a server that asks for a longer wait gets {hints}"));
    let lines = caution.into_iter().chain(worst_case(&site.worst_case)).chain(hints);
    lines.map(|line| ["  ", &line, "\n"].concat()).collect()
}

fn worst_case(worst: &WorstCase) -> Vec<String> {
    let no_bound = worst.unbounded.as_ref().map(|why| format!("no bound in all: {why}"));
    let bound = match (worst.total, worst.waiting) {
        (Some(total), Some(waiting)) if waiting < total => {
            Some(format!("at most {} in all, {} of it waiting", up(total), up(waiting)))
        }
        (Some(total), _) => Some(format!("at most {} in all", up(total))),
        (None, Some(waiting)) if !waiting.is_zero() => Some(format!("at most {} of waiting", up(waiting))),
        (None, _) => None,
    };
    bound.into_iter().chain(no_bound).collect()
}

/// A bound in whole milliseconds: never below what it is.
fn up(bound: Duration) -> String {
    let millis = bound.as_nanos().div_ceil(1_000_000);
    time(u64::try_from(millis).map_or(bound, Duration::from_millis))
}
