//! Reads a file of design tokens, so that a colour can be named as the organisation names it.
//!
//! The file is JSON as the Design Tokens Community Group describes it and NL Design System uses it: groups in groups,
//! and a token where there is a `$value` (or `value`), which may be the name of another token between braces.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::super::error::{At, Fault};
use super::colour::Colour;
use crate::near;

/// A token leads to a token at most so often.
const DEPTH: usize = 16;

/// The tokens of a file: the name of each, with points between its groups, and what it is.
#[derive(Debug, Default)]
pub(super) struct Tokens(BTreeMap<String, String>);

/// The name of a token between braces, `{basis.color.default.color-document}`; `None` if it is none.
pub(in crate::cycle) fn name(text: &str) -> Option<&str> {
    let name = text.strip_prefix('{')?.strip_suffix('}')?.trim();
    let is_name = !name.is_empty() && !name.contains(['{', '}']);
    is_name.then_some(name)
}

impl Tokens {
    /// The tokens of a file.
    ///
    /// # Errors
    /// The fault if it is no JSON.
    pub(super) fn read(path: &Path, text: &str) -> Result<Self, Fault> {
        let tree: Value = serde_json::from_str(text).map_err(|error| {
            let at = At { path: path.to_owned(), line: error.line() };
            let hint = "laat het bestand opnieuw maken door wie de tokens beheert; elke tekst staat tussen rechte aanhalingstekens, en tussen twee onderdelen staat een komma";
            Fault::new(at, "dit is geen JSON, en tokens staan in JSON", hint)
        })?;
        let mut tokens = Self::default();
        tokens.gather("", &tree);
        Ok(tokens)
    }

    fn gather(&mut self, name: &str, tree: &Value) {
        let Value::Object(fields) = tree else { return };
        if let Some(value) = fields.get("$value").or_else(|| fields.get("value")) {
            // A colour may be told in parts; then its hexadecimal form stands beside them.
            let text = value.as_str().or_else(|| value.get("hex").and_then(Value::as_str));
            self.0.insert(name.to_owned(), text.map_or_else(|| value.to_string(), str::to_owned));
            return;
        }
        for (key, inner) in fields.iter().filter(|(key, _)| !key.starts_with('$')) {
            let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
            self.gather(&name, inner);
        }
    }

    /// The colour that is written so, or that the token of this name has.
    ///
    /// # Errors
    /// What is wrong with the token, and what to do.
    pub(super) fn colour(&self, written: &str) -> Result<Colour, (String, String)> {
        let mut text = written;
        for _ in 0..DEPTH {
            let Some(name) = name(text) else { break };
            text = self.0.get(name).ok_or_else(|| self.unknown(name))?;
        }
        Colour::parse(text).ok_or_else(|| {
            let hint = "kies een token waar een kleur als \"#1f3f66\" achter staat, of schrijf die kleur zelf op";
            (format!("{written} is `{text}`, en dat is geen kleur die het programma kent"), hint.to_owned())
        })
    }

    fn unknown(&self, name: &str) -> (String, String) {
        if self.0.is_empty() {
            let hint = "zet het bestand met tokens in de map van de stijl, en zet boven in stijl.toml: tokens = \"tokens.json\"";
            return (format!("er zijn geen tokens om `{name}` in te zoeken"), hint.to_owned());
        }
        let near = near::nearest(name, self.0.keys().map(String::as_str));
        let hint = near.map_or_else(
            || "kijk in het bestand met tokens hoe het heet, met punten tussen de namen".to_owned(),
            |near| format!("bedoelt u {{{near}}}?"),
        );
        (format!("er is geen token `{name}`"), hint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Tokens {
        Tokens::read(Path::new("tokens.json"), text).unwrap()
    }

    #[test]
    fn a_token_leads_to_its_colour_through_others() {
        let tokens = tokens(
            r##"{"merk": {"$type": "color", "paars": {"700": {"$value": "#4b2e83"}}},
                "basis": {"color": {"default": {"color-document": {"value": "{merk.paars.700}"}}},
                          "nieuw": {"$value": {"colorSpace": "srgb", "hex": "#fff"}}}}"##,
        );
        let colour = |text: &str| tokens.colour(text).unwrap().to_string();
        assert_eq!(colour("{basis.color.default.color-document}"), "#4b2e83");
        assert_eq!(
            (colour("{basis.nieuw}"), colour("#1f3f66")),
            ("#ffffff".into(), "#1f3f66".into())
        );
        let (said, hint) = tokens.colour("{merk.paars.70}").unwrap_err();
        assert!(said.contains("er is geen token `merk.paars.70`"), "{said}");
        assert_eq!(hint, "bedoelt u {merk.paars.700}?");
    }

    #[test]
    fn a_token_that_is_no_colour_or_leads_to_itself_is_told() {
        let tokens = tokens(
            r#"{"rand": {"value": "2px"}, "een": {"value": "{twee}"}, "twee": {"value": "{een}"}}"#,
        );
        assert!(tokens.colour("{rand}").unwrap_err().0.contains("{rand} is `2px`"));
        assert!(tokens.colour("{een}").unwrap_err().0.contains("geen kleur"));
        assert!(Tokens::default().colour("{een}").unwrap_err().0.contains("geen tokens"));
        let fault = Tokens::read(Path::new("tokens.json"), "{\n  \"a\": }").unwrap_err();
        assert_eq!((fault.at.line, fault.message.contains("geen JSON")), (2, true));
    }

    #[test]
    fn only_one_name_between_braces_is_a_token() {
        assert_eq!(name("{a.b}"), Some("a.b"));
        for other in ["{}", "a.b", "{a}{b}", "{a", "#fff"] {
            assert_eq!(name(other), None, "{other}");
        }
    }
}
