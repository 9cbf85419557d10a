//! Guessing which name was meant.

/// The candidate that a name was probably meant to be.
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let written: Vec<char> = name.to_lowercase().replace('-', "_").chars().collect();
    candidates
        .into_iter()
        .filter_map(|candidate| Some((distance(&written, candidate)?, candidate)))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// The wording of every guess.
pub(crate) fn did_you_mean(name: &str) -> String {
    format!("did you mean `{name}`?")
}

/// `a`, `b` and `c`.
pub(crate) fn list<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    enumerate(names.into_iter().map(|name| format!("`{name}`")))
}

/// a, b and c.
pub(crate) fn enumerate(parts: impl IntoIterator<Item = String>) -> String {
    let mut parts: Vec<String> = parts.into_iter().collect();
    let last = parts.pop().unwrap_or_default();
    if parts.is_empty() { last } else { format!("{} and {last}", parts.join(", ")) }
}

/// How many typing mistakes apart two names are; `None` if too many for a guess.
fn distance(written: &[char], candidate: &str) -> Option<usize> {
    let candidate: Vec<char> = candidate.chars().collect();
    let limit = (candidate.len() / 3).max(1);
    if written.len().abs_diff(candidate.len()) > limit {
        return None;
    }
    Some(typos(written, &candidate)).filter(|&typos| typos <= limit)
}

/// Characters left out, put in, exchanged, or swapped with a neighbour: the optimal string alignment distance.
fn typos(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut row = vec![i + 1];
        for j in 0..b.len() {
            let exchanged = above[j] + usize::from(a[i] != b[j]);
            let best = exchanged.min(above[j + 1] + 1).min(row[j] + 1);
            let swapped = i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j];
            row.push(if swapped { best.min(before[j - 1] + 1) } else { best });
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}
