//! What may stand in a file of the year: which keys, and which values behind them.
//!
//! A file is compared with its schema before it is read, so that all its faults are reported at once, in Dutch and
//! with their lines.

use std::collections::BTreeMap;
use std::path::Path;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::error::{At, Fault, Faults};
use super::style::{Colour, tokens};
use super::syntax;
use crate::municipality::MunicipalityCode;
use crate::near;

/// A key that a table may have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    /// The key.
    pub(super) key: &'static str,
    /// What may stand behind it.
    pub(super) kind: Kind,
    /// Whether it must be there.
    pub(super) needed: bool,
}

/// What may stand behind a key.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// Text of at least a letter.
    Text,
    /// Text of one line without spaces around it.
    Name,
    /// Text, or nothing: `""`.
    Any,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A code of small letters, digits and hyphens.
    Code,
    /// A code with that of its intervention before it, such as `ajb.aangemeld`.
    WholeCode,
    /// A CBS code, such as `GM0363`.
    Municipality,
    /// A list of names.
    Names,
    /// A list of whole codes.
    WholeCodes,
    /// A whole number in this range.
    Number(i64, i64),
    /// A column and a row of a map: two whole numbers.
    Tile,
    /// `true` or `false`.
    Flag,
    /// A day, such as `2024-03-01`.
    Day,
    /// A colour, such as `#1f3f66`, or the name of a token that is one: `{basis.color.default.color-document}`.
    Colour,
    /// A list of so many colours.
    Colours(usize),
    /// One table with these keys.
    Table(&'static [Field]),
    /// Any number of tables with these keys.
    Tables(&'static [Field]),
}

/// How a colour is written.
const COLOUR: &str = "een kleur is een # en zes tekens uit 0 tot en met 9 en a tot en met f, zoals \"#1f3f66\", of de naam van een token tussen accolades, zoals \"{basis.color.default.color-document}\"";
/// The last column and the last row of a map.
const LAST_TILE: i64 = 30;

/// What a file holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Schema {
    /// These keys.
    Keys(&'static [Field]),
    /// Tables of any name, each with these keys.
    Named(&'static [Field]),
}

impl Schema {
    /// What may stand behind a key, as a hint; `None` if no table has it, or tables disagree about it.
    fn rule(self, key: &str) -> Option<String> {
        let (Self::Keys(fields) | Self::Named(fields)) = self;
        let mut rules = Vec::new();
        rules_of(key, fields, &mut rules);
        rules.dedup();
        if rules.len() == 1 { rules.pop() } else { None }
    }
}

/// Adds what may stand behind a key in one of these tables and those in them.
fn rules_of(key: &str, fields: &[Field], rules: &mut Vec<String>) {
    for field in fields {
        if field.key == key {
            rules.push(field.kind.rule());
        }
        if let Kind::Table(inner) | Kind::Tables(inner) = field.kind {
            rules_of(key, inner, rules);
        }
    }
}

/// A key that must be there.
pub(super) const fn needed(key: &'static str, kind: Kind) -> Field {
    Field { key, kind, needed: true }
}

/// A key that may be there.
pub(super) const fn optional(key: &'static str, kind: Kind) -> Field {
    Field { key, kind, needed: false }
}

/// Where the values of a file stand, by their path in it: `thema.2.interventie.0.code`.
#[derive(Debug, Clone, Default)]
pub struct Places(BTreeMap<String, At>);

impl Places {
    /// Where a value stands; if it is not there, where the table stands to which it belongs.
    #[must_use]
    pub fn at(&self, path: &str) -> At {
        let mut path = path;
        loop {
            if let Some(at) = self.0.get(path) {
                return at.clone();
            }
            let Some((parent, _)) = path.rsplit_once('.') else { break };
            path = parent;
        }
        self.0.get("").cloned().unwrap_or_default()
    }

    /// Whether a value stands in the file.
    pub(super) fn has(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// Adds those of another file of the same form, whose lists go on after `counts` items of this one.
    pub(super) fn extend(&mut self, other: Self, counts: &[(&str, usize)]) {
        for (path, at) in other.0 {
            let moved = counts.iter().find_map(|(list, count)| {
                let rest = path.strip_prefix(list)?.strip_prefix('.')?;
                let (number, rest) = rest.split_once('.').unwrap_or((rest, ""));
                let number = number.parse::<usize>().ok()? + count;
                let dot = if rest.is_empty() { "" } else { "." };
                Some(format!("{list}.{number}{dot}{rest}"))
            });
            self.0.entry(moved.unwrap_or(path)).or_insert(at);
        }
    }
}

/// Reads a file that fits its schema, with where its values stand.
///
/// # Errors
/// All that is wrong with it.
pub(super) fn parse<T: DeserializeOwned>(
    path: &Path,
    text: &str,
    schema: Schema,
) -> Result<(T, Places), Faults> {
    let mut walk = Walk::new(path, text);
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let offset = error.span().map_or(0, |span| span.start);
        let at = walk.at(offset);
        // What follows from a mistake in the same line is no mistake of its own.
        if walk.faults.last().is_none_or(|last| last.at.line < at.line) {
            let line = text.lines().nth(at.line - 1).unwrap_or_default();
            let here = text.get(offset..).unwrap_or_default().lines().next();
            let here = here.unwrap_or_default();
            let rule = |key: &str| schema.rule(key);
            walk.faults.push(syntax::fault(at, line, here, error.message(), &rule));
        }
    }
    if errors.is_empty() {
        match schema {
            Schema::Keys(fields) => walk.table(root.get_ref(), &At::file(path), "", fields),
            Schema::Named(fields) => walk.named(root.get_ref(), fields),
        }
    }
    let Walk { places, faults, .. } = walk;
    Faults::none_or(faults, ())?;
    let value = T::deserialize(Deserializer::from(root)).map_err(|error| {
        let at = Walk::new(path, text).at(error.span().map_or(0, |span| span.start));
        let line = text.lines().nth(at.line - 1).unwrap_or_default();
        Faults(vec![syntax::fault(at, line, line, error.message(), &|key| schema.rule(key))])
    })?;
    Ok((value, places))
}

/// What is known half-way through a file.
struct Walk<'a> {
    path: &'a Path,
    /// Where each line starts.
    starts: Vec<usize>,
    places: Places,
    faults: Vec<Fault>,
}

impl<'a> Walk<'a> {
    fn new(path: &'a Path, text: &str) -> Self {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(starts).collect();
        let places = Places(BTreeMap::from([(String::new(), At::file(path))]));
        Self { path, starts, places, faults: Vec::new() }
    }

    fn at(&self, offset: usize) -> At {
        let line = self.starts.partition_point(|start| *start <= offset);
        At { path: self.path.to_owned(), line }
    }

    fn fault(&mut self, at: At, message: impl Into<String>, hint: impl Into<String>) {
        self.faults.push(Fault::new(at, message, hint));
    }

    fn named(&mut self, root: &DeTable<'_>, fields: &'static [Field]) {
        for (name, value) in in_order(root) {
            let at = self.at(name.span().start);
            let path = name.get_ref().to_string();
            self.places.0.insert(path.clone(), at.clone());
            match value.get_ref() {
                DeValue::Table(table) => self.table(table, &at, &path, fields),
                _ => self.fault(
                    at,
                    format!("`{path}` staat hier buiten een onderdeel"),
                    format!("zet er een kop boven: [{path}]"),
                ),
            }
        }
    }

    fn table(&mut self, table: &DeTable<'_>, at: &At, path: &str, fields: &'static [Field]) {
        for (key, value) in in_order(table) {
            let name = key.get_ref().as_ref();
            let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            let at = self.at(key.span().start);
            self.places.0.insert(path.clone(), at.clone());
            match fields.iter().find(|field| field.key == name) {
                Some(field) => self.value(field, value, at, &path),
                None => self.unknown(name, at, fields),
            }
        }
        for field in fields.iter().filter(|field| field.needed && !table.contains_key(field.key)) {
            let message = format!("hier ontbreekt `{}`", field.key);
            self.fault(at.clone(), message, format!("zet erbij: {}", field.example(path)));
        }
    }

    fn unknown(&mut self, name: &str, at: At, fields: &[Field]) {
        let known: Vec<&str> = fields.iter().map(|field| field.key).collect();
        let meant = near::suggestion(name, known.iter().copied());
        let meant = meant.map(|meant| format!("{meant} ")).unwrap_or_default();
        let hint = format!("{meant}hier mogen staan: {}", known.join(", "));
        self.fault(at, format!("het programma kent `{name}` hier niet"), hint);
    }

    fn value(&mut self, field: &Field, value: &Spanned<DeValue<'_>>, at: At, path: &str) {
        if let (Kind::Tables(fields), DeValue::Array(items)) = (field.kind, value.get_ref()) {
            for (number, item) in items.iter().enumerate() {
                let at = self.at(item.span().start);
                let path = format!("{path}.{number}");
                self.places.0.insert(path.clone(), at.clone());
                match item.get_ref() {
                    DeValue::Table(table) => self.table(table, &at, &path, fields),
                    _ => self.wrong(field, item, at),
                }
            }
            return;
        }
        if let (Kind::Table(fields), DeValue::Table(table)) = (field.kind, value.get_ref()) {
            return self.table(table, &at, path, fields);
        }
        let fits = match (field.kind, value.get_ref()) {
            (Kind::Colours(count), DeValue::Array(items)) => {
                items.len() == count && items.iter().all(|it| Kind::Colour.fits(it.get_ref()))
            }
            (Kind::Names | Kind::WholeCodes, DeValue::Array(items)) => {
                items.iter().all(|item| field.kind.fits(item.get_ref()))
            }
            (Kind::Tile, DeValue::Array(items)) => {
                items.len() == 2
                    && items.iter().all(|item| Kind::Number(0, LAST_TILE).fits(item.get_ref()))
            }
            (
                Kind::Names
                | Kind::WholeCodes
                | Kind::Tile
                | Kind::Colours(_)
                | Kind::Table(_)
                | Kind::Tables(_),
                _,
            ) => false,
            (kind, value) => kind.fits(value),
        };
        if !fits {
            self.wrong(field, value, at);
        }
    }

    fn wrong(&mut self, field: &Field, value: &Spanned<DeValue<'_>>, at: At) {
        let Field { key, kind, .. } = field;
        let found = shown(value.get_ref());
        let meant = match (kind, value.get_ref()) {
            (Kind::Word(words), DeValue::String(word)) => {
                near::nearest(word, words.iter().copied())
            }
            _ => None,
        };
        let meant = meant.map(|meant| format!("bedoelt u \"{meant}\"? ")).unwrap_or_default();
        let day = Some(&found).filter(|_| matches!(kind, Kind::Day));
        let day = day.and_then(|day| syntax::no_such_day(day.trim_matches('"')));
        let message = match (day, found.as_str()) {
            (Some(day), _) => format!("`{key}`: {day}"),
            (None, "\"\"") => format!("`{key}` is leeg"),
            (None, found) => format!("`{key}` is hier {found}, en dat kan niet"),
        };
        self.fault(at, message, format!("{meant}{}", kind.rule()));
    }
}

/// What stands in a table, in the order of the file.
fn in_order<'a, 'i>(
    table: &'a DeTable<'i>,
) -> Vec<(&'a Spanned<std::borrow::Cow<'i, str>>, &'a Spanned<DeValue<'i>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

/// The words with `of` before the last: `"A" of "B"`.
fn choices(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} of {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// A value as it stands in the file, cut short.
fn shown(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) if text.chars().count() > 40 => {
            format!("\"{}…\"", text.chars().take(40).collect::<String>())
        }
        DeValue::String(text) => format!("\"{text}\""),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(moment) => moment.to_string(),
        DeValue::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| shown(item.get_ref())).collect();
            format!("[{}]", items.join(", "))
        }
        DeValue::Table(_) => "een onderdeel met eigen regels".to_owned(),
    }
}

impl Kind {
    /// Whether a value, or an item of a list, may stand there.
    fn fits(self, value: &DeValue<'_>) -> bool {
        match (self, value) {
            (Self::Any, DeValue::String(_)) | (Self::Flag, DeValue::Boolean(_)) => true,
            (Self::Text, DeValue::String(text)) => text.chars().any(char::is_alphanumeric),
            (Self::Name | Self::Names, DeValue::String(text)) => {
                text.trim() == text.as_ref()
                    && !text.contains('\n')
                    && text.chars().any(char::is_alphanumeric)
            }
            (Self::Word(words), DeValue::String(word)) => words.contains(&word.as_ref()),
            (Self::Colour, DeValue::String(text)) => {
                Colour::parse(text).is_some() || tokens::name(text).is_some()
            }
            (Self::Code, DeValue::String(code)) => is_code(code),
            (Self::WholeCode | Self::WholeCodes, DeValue::String(code)) => {
                code.split_once('.').is_some_and(|(one, other)| is_code(one) && is_code(other))
            }
            (Self::Municipality, DeValue::String(code)) => {
                MunicipalityCode::parse(code).is_some_and(|parsed| parsed.as_str() == code)
            }
            (Self::Number(least, most), DeValue::Integer(number)) => {
                let number = i64::from_str_radix(number.as_str(), number.radix());
                number.is_ok_and(|number| (least..=most).contains(&number))
            }
            (Self::Day, DeValue::Datetime(day)) => {
                day.date.is_some()
                    && day.time.is_none()
                    && day.to_string().parse::<jiff::civil::Date>().is_ok()
            }
            _ => false,
        }
    }

    /// What may stand there, as a hint.
    fn rule(self) -> String {
        match self {
            Self::Text => "schrijf hier tekst, tussen rechte aanhalingstekens".to_owned(),
            Self::Name => "schrijf hier tekst op een regel, tussen rechte aanhalingstekens en zonder spatie ervoor of erachter".to_owned(),
            Self::Any => "schrijf hier tekst, tussen rechte aanhalingstekens; is er niets, schrijf dan \"\"".to_owned(),
            Self::Word(words) => format!("kies uit {}", choices(words)),
            Self::Code => "een code heeft kleine letters, cijfers en streepjes, zoals \"sociale-netwerk\"".to_owned(),
            Self::WholeCode => "een code heeft een punt en verder kleine letters, cijfers en streepjes, zoals \"ajb.aangemeld\"".to_owned(),
            Self::Municipality => "een CBS-code is GM en vier cijfers, zoals \"GM0363\"".to_owned(),
            Self::Names => "schrijf hier een lijst van teksten, zoals [\"school\", \"wijk\"]".to_owned(),
            Self::WholeCodes => "schrijf hier een lijst van codes, zoals [\"ajb.aangemeld\"]".to_owned(),
            Self::Number(least, most) => format!(
                "schrijf hier een heel getal van {least} tot en met {most}, zonder aanhalingstekens"
            ),
            Self::Tile => format!(
                "schrijf hier de kolom en de rij op de kaart, elk van 0 tot en met {LAST_TILE}, zoals [4, 4]"
            ),
            Self::Flag => "schrijf true (ja) of false (nee), zonder aanhalingstekens".to_owned(),
            Self::Day => "schrijf een dag als jaar-maand-dag, zonder aanhalingstekens: 2024-03-01".to_owned(),
            Self::Colour => COLOUR.to_owned(),
            Self::Colours(count) => format!("schrijf hier een lijst van {count} kleuren; {COLOUR}"),
            Self::Table(_) => "hier hoort een onderdeel met eigen regels, onder een kop".to_owned(),
            Self::Tables(_) => "hier horen onderdelen met eigen regels, elk onder een kop".to_owned(),
        }
    }
}

impl Field {
    /// The key with a value that may stand behind it.
    /// How it is written in a table at this path.
    fn example(&self, path: &str) -> String {
        let key = self.key;
        // A heading names all that it stands in, but not which of several that is.
        let names = path.split('.').filter(|it| it.parse::<usize>().is_err() && !it.is_empty());
        let whole = names.chain([key]).collect::<Vec<_>>().join(".");
        match self.kind {
            Kind::Text | Kind::Any | Kind::Name => format!("{key} = \"…\""),
            Kind::Word(words) => format!("{key} = {}", choices(words)),
            Kind::Code => format!("{key} = \"korte-naam\""),
            Kind::WholeCode => format!("{key} = \"ajb.aangemeld\""),
            Kind::Municipality => format!("{key} = \"GM0363\""),
            Kind::Names => format!("{key} = [\"…\"]"),
            Kind::WholeCodes => format!("{key} = [\"ajb.aangemeld\"]"),
            Kind::Number(least, _) => format!("{key} = {least}"),
            Kind::Tile => format!("{key} = [4, 4]"),
            Kind::Flag => format!("{key} = true of {key} = false"),
            Kind::Day => format!("{key} = 2024-03-01"),
            Kind::Colour => format!("{key} = \"#1f3f66\""),
            Kind::Colours(count) => format!("{key} = een lijst van {count} kleuren"),
            Kind::Table(_) => format!("een onderdeel onder de kop [{whole}]"),
            Kind::Tables(_) => format!("een onderdeel onder de kop [[{whole}]]"),
        }
    }
}

fn is_code(code: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !code.is_empty() && code.chars().all(fits)
}

#[cfg(test)]
mod tests;
