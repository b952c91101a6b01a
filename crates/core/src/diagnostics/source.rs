//! Finds the line of a template that a finding is about.

use crate::excerpt::Excerpt;
use crate::finding::Finding;

use super::findings::Findings;

/// The line that a finding is about, with the part that is wrong; `None` if the finding is in no template at hand.
pub(super) fn line<'a>(finding: &Finding, findings: &'a Findings) -> Option<Excerpt<'a>> {
    let place = finding.place.as_ref()?;
    let (line, column) = place.in_text()?;
    let template = findings.templates.values().find(|it| it.origin == place.file)?;
    let text = template.text.lines().nth(usize::try_from(line).ok()?.checked_sub(1)?)?;
    let start = usize::try_from(column).ok()?.checked_sub(1)?;
    let rest: String = text.chars().skip(start).collect();
    let length = match (rest.strip_prefix("{{"), &finding.found) {
        // A number that an expression prints: the whole expression is marked.
        (Some(inside), _) => inside.find("}}").map_or(rest.len(), |end| end + 4),
        (None, Some(found)) => found.len(),
        (None, None) => 1,
    };
    let length = rest.char_indices().take_while(|(at, _)| *at < length).count().max(1);
    Some(Excerpt { text, line, start, length })
}
