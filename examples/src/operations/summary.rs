//! What the values were, and what came of each.

use super::Evidence;
use crate::style::Style;

/// Prints a line for each of them.
pub fn print_summary(evidence: &Evidence, style: Style) {
    let heads = ["attempts at 503", "attempts at 429", "breaker opens for", "orders refused"];
    let heads = heads.map(|head| format!("{head:>19}")).concat();
    println!("\n  {}{}", style.strong(format_args!("{:<14}", "values")), style.strong(heads));
    for period in &evidence.periods {
        let traffic = &evidence.traffic;
        let [down, crowded] = [503, 429].map(|status| traffic.same(period, status).attempts());
        let open = traffic.open_times(period).last().map_or("-".to_owned(), |time| format!("{time:?}"));
        let refused = traffic.refused(period).to_string();
        let cells = [down, crowded, open, refused].map(|cell| format!("{cell:>19}")).concat();
        println!("  {:<14}{cells}", period.name);
    }
}
