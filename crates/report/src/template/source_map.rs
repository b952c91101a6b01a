//! Finds back where in the templates a piece of the text was written.
//!
//! Before Tera sees a template, a signpost goes before each piece of text and each expression: two
//! private-use characters with a number between them. After rendering the signposts are taken out,
//! and where each stood is kept. They stay out of what a template remembers or passes on
//! (`{% set x %}…{% endset %}`, `{% filter %}`), so that no condition can see one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use pmg_core::cycle::Template;

use super::limits::{Beyond, REMEMBERED, ROUND};
use super::pieces::{Kind, Piece, pieces};

/// Opens a signpost.
pub(super) const OPEN: char = '\u{E002}';
/// Closes a signpost.
pub(super) const CLOSE: char = '\u{E003}';

/// A place in a template.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Written {
    /// The file, as messages name it.
    pub origin: String,
    /// Line, counted from one.
    pub line: u32,
    /// Character in the line, counted from one.
    pub column: u32,
}

/// Where in the templates each piece of the Markdown was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// In the order of their offsets.
    pieces: Vec<(usize, Origin)>,
    templates: Vec<Template>,
}

/// Where a piece of text begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Origin {
    /// Which template.
    template: usize,
    /// Byte in its text.
    position: usize,
    /// Whether the text is printed as it stands, so that the place of each byte behind it follows by counting.
    literal: bool,
}

impl Sources {
    /// Where the character at this byte of the Markdown was written; for what an expression printed, where the
    /// expression stands. `None` if that isn't known.
    #[must_use]
    pub fn at(&self, offset: usize) -> Option<Written> {
        let after = self.pieces.partition_point(|(start, _)| *start <= offset);
        let (start, origin) = self.pieces.get(after.checked_sub(1)?)?;
        let template = self.templates.get(origin.template)?;
        let inside = if origin.literal { offset - start } else { 0 };
        let before = template.text.get(..origin.position + inside)?;
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or(before).chars().count() + 1;
        Some(Written {
            origin: template.origin.clone(),
            line: u32::try_from(line).ok()?,
            column: u32::try_from(column).ok()?,
        })
    }
}

/// Templates with signposts.
pub(super) struct Instrumented {
    /// The texts, by the names of the templates.
    pub(super) texts: BTreeMap<String, String>,
    /// What each signpost points to.
    origins: Vec<Origin>,
    templates: Vec<Template>,
}

/// Puts signposts into templates that have no such characters of their own.
pub(super) fn instrument(templates: &BTreeMap<String, Template>) -> Instrumented {
    let remembered = remembered(templates);
    let all = templates.values().cloned().collect();
    let mut instrumented =
        Instrumented { texts: BTreeMap::new(), origins: Vec::new(), templates: all };
    for (index, (name, template)) in templates.iter().enumerate() {
        let is_seen = !remembered.contains(name.as_str());
        let text = instrumented.instrumented(index, &template.text, is_seen.then_some(&remembered));
        instrumented.texts.insert(name.clone(), text);
    }
    instrumented
}

/// The templates that come into the text, by way of the one on top.
pub(super) fn used(
    top: &str,
    templates: &BTreeMap<String, Template>,
) -> BTreeMap<String, Template> {
    let mut found = BTreeMap::new();
    let mut open = vec![top];
    while let Some(name) = open.pop() {
        if let Some(template) = templates.get(name).filter(|_| !found.contains_key(name)) {
            found.insert(name.to_owned(), template.clone());
            open.extend(included_by(template));
        }
    }
    found
}

/// The names of the templates that one includes.
pub(super) fn included_by(template: &Template) -> impl Iterator<Item = &str> {
    includes(&template.text).map(|(name, _)| name)
}

/// The templates that another one includes in what it remembers or passes on, and those that these
/// include.
fn remembered(templates: &BTreeMap<String, Template>) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = Vec::new();
    for template in templates.values() {
        open.extend(includes(&template.text).filter_map(|(name, hidden)| hidden.then_some(name)));
    }
    while let Some(name) = open.pop() {
        if found.insert(name) {
            let template = templates.get(name).into_iter();
            open.extend(template.flat_map(|it| includes(&it.text)).map(|(name, _)| name));
        }
    }
    found
}

/// The templates that a template includes, each with whether that is hidden from the page.
fn includes(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut hidden = 0_usize;
    pieces(text).into_iter().flat_map(move |piece| {
        let (opens, closes) = hides(&piece, text);
        hidden = (hidden + usize::from(opens)).saturating_sub(usize::from(closes));
        let names = included(&piece, text);
        names.into_iter().map(|name| (name, hidden > 0)).collect::<Vec<_>>()
    })
}

/// The names in an `include` tag.
fn included<'a>(piece: &Piece, text: &'a str) -> Vec<&'a str> {
    let tag = if piece.kind == Kind::Tag { piece.inside(text) } else { "" };
    if !tag.starts_with("include") && !tag.starts_with("extends") {
        return Vec::new();
    }
    tag.split(['"', '\'', '`']).skip(1).step_by(2).collect()
}

impl Instrumented {
    /// The text with a signpost before each piece that is printed, a count of the rounds in each loop, and a measure
    /// of each text that is remembered. `remembered` is `None` if the whole template goes into what another one
    /// remembers.
    fn instrumented(
        &mut self,
        template: usize,
        text: &str,
        remembered: Option<&BTreeSet<&str>>,
    ) -> String {
        let mut out = String::with_capacity(text.len() * 2);
        let mut hidden = 0_usize;
        let mut names = Vec::new();
        for piece in pieces(text) {
            let source = &text[piece.range.clone()];
            let (opens, closes) = hides(&piece, text);
            hidden = hidden.saturating_sub(usize::from(closes));
            let prints = match piece.kind {
                Kind::Literal | Kind::Expression => true,
                // What a filter gives is printed where it begins.
                Kind::Tag => {
                    let hides = |name: &&str| remembered.is_some_and(|them| them.contains(name));
                    opens && is_printed(piece.inside(text))
                        || included(&piece, text).iter().any(hides)
                }
                Kind::Comment => false,
            };
            if prints && hidden == 0 && remembered.is_some() {
                self.before(&piece, source, template, &mut out);
            } else {
                out.push_str(source);
            }
            if piece.kind == Kind::Tag && is_loop(piece.inside(text)) {
                let count = format!("{ROUND}(bij={})", self.origins.len());
                self.call(&count, &piece, source, template, &mut out);
            }
            if let Some(name) = remembers(&piece, text, &mut names) {
                let measure = format!("{REMEMBERED}(bij={}, wat={name})", self.origins.len());
                self.call(&measure, &piece, source, template, &mut out);
            }
            hidden += usize::from(opens);
        }
        out
    }

    /// The piece with a signpost before it; in text, before its first character that is no space.
    fn before(&mut self, piece: &Piece, source: &str, template: usize, out: &mut String) {
        let literal = piece.kind == Kind::Literal;
        let blank = if literal { source.len() - source.trim_start().len() } else { 0 };
        let (spaces, rest) = source.split_at(blank);
        out.push_str(spaces);
        if rest.is_empty() {
            return;
        }
        let sign = format!("{OPEN}{}{CLOSE}", self.origins.len());
        self.origins.push(Origin { template, position: piece.range.start + blank, literal });
        if rest.starts_with("{{-") || rest.starts_with("{%-") {
            // The dash takes away the spaces before it, which a signpost must not stop.
            let (dashed, rest) = rest.split_at(3);
            _ = write!(out, "{{{{- \"{sign}\" }}}}{}{rest}", &dashed[..2]);
        } else {
            out.push_str(&sign);
            out.push_str(rest);
        }
    }

    /// Puts a call of one of our functions behind a tag. A dash that strips the space behind the tag still does.
    fn call(&mut self, call: &str, piece: &Piece, source: &str, template: usize, out: &mut String) {
        let dash = if source.ends_with("-%}") { "-" } else { "" };
        _ = write!(out, "{{{{ {call} {dash}}}}}");
        self.origins.push(Origin { template, position: piece.range.start, literal: false });
    }

    /// The template and the byte in it at which the text went too far.
    pub(super) fn origin(&self, beyond: Beyond, written: &str) -> Option<(&Template, usize)> {
        let number = match beyond {
            Beyond::Loop(number) | Beyond::Remembered(number) => number,
            Beyond::Text => {
                let last = written.rsplit(OPEN).next()?;
                last.split(CLOSE).next()?.parse().ok()?
            }
        };
        let origin = self.origins.get(number)?;
        Some((self.templates.get(origin.template)?, origin.position))
    }

    /// The rendered text without its signposts, and where they stood.
    pub(super) fn extract(self, rendered: &str) -> (String, Sources) {
        let mut text = String::with_capacity(rendered.len());
        let mut found = Vec::new();
        let mut parts = rendered.split(OPEN);
        text.push_str(parts.next().expect("a split has a first part"));
        for part in parts {
            let sign = part.split_once(CLOSE).and_then(|(number, after)| {
                Some((*self.origins.get(number.parse::<usize>().ok()?)?, after))
            });
            let Some((origin, after)) = sign else {
                // Not one of ours.
                text.push(OPEN);
                text.push_str(part);
                continue;
            };
            found.push((text.len(), origin));
            text.push_str(after);
        }
        (text, Sources { pieces: found, templates: self.templates })
    }
}

/// Whether a piece opens, and whether it closes, something whose text goes elsewhere than into the page.
fn hides(piece: &Piece, template: &str) -> (bool, bool) {
    if piece.kind != Kind::Tag {
        return (false, false);
    }
    let tag = piece.inside(template);
    let word: String = tag.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    match word.as_str() {
        "set" | "set_global" => (!is_assignment(&tag[word.len()..]), false),
        "filter" | "component" => (true, false),
        "endset" | "endfilter" | "endcomponent" => (false, true),
        "" => (tag.starts_with('<') && !tag.starts_with("</"), tag.starts_with("</")),
        _ => (false, false),
    }
}

/// The name under which a tag has just remembered something. `names` are those of the blocks that are open.
fn remembers<'a>(piece: &Piece, text: &'a str, names: &mut Vec<&'a str>) -> Option<&'a str> {
    let tag = if piece.kind == Kind::Tag { piece.inside(text) } else { "" };
    if tag == "endset" {
        return names.pop();
    }
    let rest = tag.strip_prefix("set_global").or_else(|| tag.strip_prefix("set"))?;
    let rest = rest.strip_prefix(char::is_whitespace)?.trim_start();
    let name = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    if is_assignment(rest) {
        return Some(name);
    }
    names.push(name);
    None
}

fn is_loop(tag: &str) -> bool {
    tag.strip_prefix("for").is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// `naam = …` after `set`; without it the text up to `endset` is meant.
fn is_assignment(after_set: &str) -> bool {
    let rest = after_set.trim_start().trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
    rest.trim_start().starts_with('=')
}

/// Whether what a tag opens is printed where it stands.
fn is_printed(tag: &str) -> bool {
    tag.starts_with("filter") || tag.starts_with('<')
}

#[cfg(test)]
mod tests {
    use proptest::strategy::Strategy;
    use tera::{Context, Tera};

    use super::*;

    fn rendered(texts: &BTreeMap<String, String>) -> String {
        let mut tera = Tera::new();
        super::super::limits::Rounds::register(&mut tera);
        tera.autoescape_on(Vec::<&str>::new());
        tera.add_raw_templates(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())))
            .unwrap();
        tera.render("top.md", &Context::new()).unwrap()
    }

    /// What a template gives, after a check that signposts make no difference to it.
    #[track_caller]
    fn written(texts: &[(&str, &str)]) -> (String, Sources) {
        let template = |(name, text): &(&str, &str)| {
            let template = Template { origin: format!("map/{name}"), text: (*text).to_owned() };
            ((*name).to_owned(), template)
        };
        let templates: BTreeMap<String, Template> = texts.iter().map(template).collect();
        let plain = templates.iter().map(|(name, it)| (name.clone(), it.text.clone())).collect();
        let instrumented = instrument(&templates);
        let text = rendered(&instrumented.texts);
        let (extract, sources) = instrumented.extract(&text);
        assert_eq!(extract, rendered(&plain));
        (extract, sources)
    }

    /// The place of the first `wanted`, as `file:line:column`.
    #[track_caller]
    fn place(texts: &[(&str, &str)], wanted: &str) -> String {
        let (text, sources) = written(texts);
        let Written { origin, line, column } = sources.at(text.find(wanted).unwrap()).unwrap();
        format!("{origin}:{line}:{column}")
    }

    #[test]
    fn text_is_found_where_it_was_typed() {
        let top =
            "{# uitleg #}\n# Kop\n\n{% if 1 == 1 -%}\n  Er zijn é 12 scholen.\n{%- endif %}\n";
        assert_eq!(place(&[("top.md", top)], "12"), "map/top.md:5:13");
        assert_eq!(place(&[("top.md", top)], "# Kop"), "map/top.md:2:1");
        assert_eq!(place(&[("top.md", "a\r\nb 12\r\n")], "12"), "map/top.md:2:3");
    }

    #[test]
    fn what_an_expression_prints_is_found_at_the_expression() {
        let top = "Er zijn {{ 10 + 2 }} scholen en\n {{- 7 * 5 }} klassen.";
        assert_eq!(place(&[("top.md", top)], "12"), "map/top.md:1:9");
        assert_eq!(place(&[("top.md", top)], "35"), "map/top.md:2:2");
        assert_eq!(place(&[("top.md", top)], "klassen"), "map/top.md:2:15");
    }

    #[test]
    fn text_of_an_included_template_is_found_in_that_one() {
        let texts = [("top.md", "a {% include \"in.md\" %} 34"), ("in.md", "\n b 12")];
        assert_eq!(place(&texts, "12"), "map/in.md:2:4");
        assert_eq!(place(&texts, "34"), "map/top.md:1:25");
    }

    #[test]
    fn each_turn_of_a_loop_leads_to_the_same_place() {
        let (text, sources) = written(&[("top.md", "{% for x in [1, 2] %}a 12 {% endfor %}")]);
        let places: Vec<_> = text.match_indices("12").map(|(at, _)| sources.at(at)).collect();
        assert_eq!(places.len(), 2);
        assert_eq!(places[0], places[1]);
    }

    #[test]
    fn what_is_remembered_has_no_signposts() {
        let top = "{% set x %}a {{ 1 + 1 }}{% endset %}{% if x == \"a 2\" %}zo is het: {{ x }}{% endif %}";
        assert_eq!(place(&[("top.md", top)], "a 2"), "map/top.md:1:67");
        let top = "{% filter upper | replace(from=\"A\", to=\"12\") %}a{% endfilter %} b";
        assert_eq!(place(&[("top.md", top)], "12"), "map/top.md:1:1");
        assert_eq!(place(&[("top.md", top)], "b"), "map/top.md:1:65");
        let top = "a \n{%- filter upper %}b{% endfilter %}{% raw %} {{ 12 }}{% endraw %}";
        assert_eq!(place(&[("top.md", top)], "12"), "map/top.md:2:49");
    }

    #[test]
    fn a_template_that_another_remembers_has_none_either() {
        let top = "{% set x %}{% include \"in.md\" %}{% endset %}{% if x == \"a 12\" %}zo\n{% endif %}b {% include \"in.md\" %}";
        let texts = [("top.md", top), ("in.md", "a {% include \"last.md\" %}"), ("last.md", "12")];
        assert_eq!(place(&texts, "zo"), "map/top.md:1:65");
        assert_eq!(place(&texts, "12"), "map/top.md:2:14");
    }

    /// A template in which all that opens is closed again.
    fn any_template() -> impl Strategy<Value = String> {
        let leaves = [
            "a ",
            " 12\n",
            "\n\n  ",
            "é.",
            "}}",
            "{{ 1 }}",
            "{{- 2 -}}",
            "{{ \"}} {%\" }}",
            " {#- c -#} ",
            "{% set y = 1 %}",
            "{%- set y = \"=\" -%}",
            "{% raw %} {{ b }} {%- endraw -%}",
            "{{ y | default(value=3) }}",
        ];
        let blocks = [
            ("{% if true %}", "{% endif %}"),
            ("{%- if y is defined -%}", "{%- endif -%}"),
            ("{% for i in [1, 2] %}", "{%- endfor %}"),
            ("{% for i in [1, 2] -%}", "{% else %}a{% endfor %}"),
            ("{% set x -%}", "{% endset %}{% if x == \"a\" %}b{% else %}{{ x }}{% endif %}"),
            ("{%- filter upper -%}", "{% endfilter -%}"),
        ];
        proptest::sample::select(leaves.to_vec()).prop_map(str::to_owned).boxed().prop_recursive(
            3,
            24,
            5,
            move |inner| {
                let several = proptest::collection::vec(inner, 0..5);
                (several, proptest::sample::select(blocks.to_vec()))
                    .prop_map(|(parts, (open, close))| format!("{open}{}{close}", parts.concat()))
            },
        )
    }

    proptest::proptest! {
        #[test]
        fn signposts_change_no_text(parts in proptest::collection::vec(any_template(), 1..6)) {
            let template = parts.concat();
            let (text, sources) = written(&[("top.md", &template)]);
            if let Some(at) = text.find(|c: char| !c.is_whitespace()) {
                proptest::prop_assert!(sources.at(at).is_some());
            }
        }
    }
}
