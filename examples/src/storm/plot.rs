//! The runs drawn side by side, as SVG.

use std::fmt::Write as _;

use super::figures::{Figures, Second};
use super::scenario::Scenario;

const COLUMNS: usize = 3;
const PANEL: (f64, f64) = (400.0, 250.0);
const MARGIN: (f64, f64) = (24.0, 84.0);
/// Where the curves are, within a panel: left, top, width, height.
const AREA: (f64, f64, f64, f64) = (46.0, 44.0, 336.0, 160.0);

/// Colours that are told apart without seeing red or green, too (Okabe, Ito 2008), and dashes for print.
const CURVES: [Curve; 3] = [
    Curve { name: "calls", colour: "#555555", dashes: "5 3", width: 1.4, of: |second| second.calls },
    Curve { name: "attempts sent", colour: "#d55e00", dashes: "none", width: 1.8, of: |second| second.attempts },
    Curve { name: "calls answered", colour: "#0072b2", dashes: "none", width: 1.8, of: |second| second.answered },
];

struct Curve {
    name: &'static str,
    colour: &'static str,
    dashes: &'static str,
    width: f64,
    of: fn(&Second) -> u32,
}

/// A panel for each run, all on the same scale.
#[allow(clippy::cast_precision_loss, reason = "a few panels")]
pub fn svg(runs: &[(&str, Figures)]) -> String {
    let rows = runs.len().div_ceil(COLUMNS);
    let (width, height) = (COLUMNS as f64 * PANEL.0 + 2.0 * MARGIN.0, rows as f64 * PANEL.1 + MARGIN.1 + MARGIN.0);
    let mut svg = String::new();
    let _ = writeln!(
        svg,
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-family="Helvetica, Arial, sans-serif" font-size="12" fill="#222222">
<rect width="100%" height="100%" fill="#ffffff"/>"##
    );
    legend(&mut svg);
    let top = nice(runs.iter().flat_map(|(_, figures)| figures.seconds()).map(highest).max().unwrap_or(1));
    for (n, (name, figures)) in runs.iter().enumerate() {
        let (x, y) = ((n % COLUMNS) as f64 * PANEL.0 + MARGIN.0, (n / COLUMNS) as f64 * PANEL.1 + MARGIN.1);
        let _ = writeln!(svg, r#"<g transform="translate({x} {y})">"#);
        Panel { top }.draw(&mut svg, name, figures);
        svg.push_str("</g>\n");
    }
    svg.push_str("</svg>\n");
    svg
}

#[allow(clippy::cast_precision_loss, reason = "a few letters")]
fn legend(svg: &mut String) {
    let _ = writeln!(
        svg,
        r#"<text x="{0}" y="30" font-size="18" font-weight="bold">A server loses half its capacity for a minute</text>"#,
        MARGIN.0
    );
    let mut x = MARGIN.0;
    for Curve { name, colour, dashes, width, .. } in &CURVES {
        let _ = writeln!(
            svg,
            r#"<line x1="{x}" x2="{0}" y1="54" y2="54" stroke="{colour}" stroke-width="{width}" stroke-dasharray="{dashes}"/><text x="{1}" y="58">{name} a second</text>"#,
            x + 28.0,
            x + 34.0
        );
        x += 130.0 + 7.0 * name.len() as f64;
    }
    let _ = writeln!(
        svg,
        r##"<rect x="{x}" y="46" width="28" height="16" fill="#eeeeee"/><text x="{0}" y="58">half the capacity; time in seconds</text>"##,
        x + 34.0
    );
}

fn highest(second: &Second) -> u32 {
    CURVES.iter().map(|curve| (curve.of)(second)).max().unwrap_or(0)
}

/// The next number with one digit that is not zero.
fn nice(number: u32) -> u32 {
    let step = 10_u32.pow(number.max(1).ilog10());
    number.div_ceil(step) * step
}

/// How high its scale goes.
struct Panel {
    top: u32,
}

impl Panel {
    fn draw(&self, svg: &mut String, name: &str, figures: &Figures) {
        let (left, top, width, height) = AREA;
        let (from, to) = (x(Scenario::OUTAGE.start), x(Scenario::OUTAGE.end));
        let _ = writeln!(
            svg,
            r##"<text x="{left}" y="16" font-size="14" font-weight="bold">{name}</text>
<text x="{left}" y="34" fill="#555555">{1}</text>
<rect x="{from:.1}" y="{top}" width="{0:.1}" height="{height}" fill="#eeeeee"/>"##,
            to - from,
            caption(figures)
        );
        self.scale(svg);
        for curve in &CURVES {
            self.curve(svg, curve, figures);
        }
        let _ = writeln!(
            svg,
            r##"<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="none" stroke="#222222"/>"##
        );
    }

    fn scale(&self, svg: &mut String) {
        let (left, top, width, height) = AREA;
        for quarter in 0..=4 {
            let value = self.top * quarter / 4;
            let y = self.y(value);
            let _ = writeln!(
                svg,
                r##"<line x1="{left}" x2="{0}" y1="{y:.1}" y2="{y:.1}" stroke="#dddddd"/><text x="{1}" y="{2:.1}" text-anchor="end" font-size="11">{value}</text>"##,
                left + width,
                left - 5.0,
                y + 4.0
            );
        }
        for second in (0..=Scenario::END).step_by(30) {
            let _ = writeln!(
                svg,
                r#"<text x="{:.1}" y="{}" text-anchor="middle" font-size="11">{second}</text>"#,
                x(second),
                top + height + 15.0
            );
        }
    }

    fn curve(&self, svg: &mut String, curve: &Curve, figures: &Figures) {
        let _ = write!(
            svg,
            r#"<polyline fill="none" stroke="{}" stroke-width="{}" stroke-dasharray="{}" stroke-linejoin="round" points=""#,
            curve.colour, curve.width, curve.dashes
        );
        for (n, second) in figures.seconds().iter().enumerate() {
            let _ = write!(svg, "{:.1},{:.1} ", x(n), self.y((curve.of)(second)));
        }
        svg.push_str("\"/>\n");
    }

    fn y(&self, value: u32) -> f64 {
        AREA.1 + AREA.3 * (1.0 - f64::from(value) / f64::from(self.top))
    }
}

#[allow(clippy::cast_precision_loss, reason = "a few minutes")]
fn x(second: usize) -> f64 {
    AREA.0 + AREA.2 * second as f64 / Scenario::END as f64
}

fn caption(figures: &Figures) -> String {
    let recovery =
        figures.recovery().map_or("never recovers".to_owned(), |after| format!("recovers in {after} s"));
    format!(
        "{:.2} attempts a call, {:.0} % answered; {recovery}",
        figures.amplification(),
        figures.saved() * 100.0
    )
}
