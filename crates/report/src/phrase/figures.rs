//! Builds the phrases that a template can ask for. A number in them is always a mark.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::disclosure::Shown;
use crate::figures::{ChoiceFigure, Contribution, MeasureFigure};
use pmg_core::answers::Status;
use pmg_core::basis::{Basis, Group};
use pmg_core::checks::{Highlight, Return};
use pmg_core::cycle::{MeasureKind, Unit};
use pmg_core::dutch;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::near::did_you_mean;
use pmg_core::questionnaire::{Intervention, Measure};

use super::form::{MUNICIPALITY, Noun, PhraseForm, PhraseResult, phrase, verb_forms};
use super::{Phrases, vague};

/// Limits a count of municipalities to those whom the question fits; the others answered `n.v.t.`.
const FITTING: &str = " waar de vraag past";

impl Phrases {
    /// `drie gemeenten zetten`: a count of municipalities by status.
    pub(crate) fn municipalities(&self, group: &Group, form: PhraseForm) -> PhraseResult<String> {
        let count = self.in_group(group)?.len();
        let form = self.form_for_group(group, form)?;
        let basis = Basis::Count(group.clone());
        self.counted(Decimal::from(count), &MUNICIPALITY, &basis, &form)
    }

    /// `Amsterdam, Breda en Tilburg`: the municipalities by status.
    pub(crate) fn names(&self, group: &Group) -> PhraseResult<String> {
        Ok(self.named(&self.in_group(group)?, group.clone()))
    }

    /// The names of the municipalities of a group; `geen` if there are none.
    pub(super) fn named(&self, who: &BTreeSet<MunicipalityCode>, group: Group) -> String {
        let names = self.names_of(who);
        let words = if names.is_empty() { "geen".to_owned() } else { dutch::list(&names) };
        self.mark(words, Basis::Names(group))
    }

    /// The names of municipalities, in their order.
    pub(crate) fn names_of(&self, who: &BTreeSet<MunicipalityCode>) -> Vec<&str> {
        let register = &self.facts.cycle.register;
        let mut municipalities: Vec<_> = who.iter().filter_map(|code| register.get(code)).collect();
        municipalities.sort_by_key(|municipality| municipality.sorted_by().to_owned());
        municipalities.iter().map(|each| each.name.as_str()).collect()
    }

    /// `Prospect 4 Cash`: the name of an intervention, which may hold a number.
    pub(crate) fn intervention_name(&self, code: &str) -> PhraseResult<String> {
        Ok(self.asked(&self.intervention(code)?.name, code))
    }

    /// Words of the questionnaire: the number in `Prospect 4 Cash` is nobody's figure.
    pub(crate) fn asked(&self, words: &str, code: &str) -> String {
        self.mark(words, Basis::Asked(code.to_owned()))
    }

    /// `veel gemeenten zetten`: a count of municipalities in a vague word.
    pub(crate) fn vague_municipalities(
        &self,
        group: &Group,
        form: PhraseForm,
    ) -> PhraseResult<String> {
        let count = self.in_group(group)?.len();
        let form = self.form_for_group(group, form)?;
        let figures = &self.facts.figures;
        let word = vague::municipalities(count, figures.returned.len(), figures.respondents.len());
        // `nog één gemeente`, but `meerdere andere gemeenten`: the form for zero moves no `nog` before the word.
        let said = if count == 1 { Decimal::ONE } else { Decimal::ZERO };
        let form = form.agreeing(Some(said));
        let mark = self.mark(form.with_prefix(word), Basis::Count(group.clone()));
        phrase(mark, count == 1, &MUNICIPALITY, &form)
    }

    /// `576 jongeren`: the sum of a measure.
    pub(crate) fn sum(&self, measure: &str, form: &PhraseForm) -> PhraseResult<String> {
        let figure = self.measure(measure)?;
        let basis = Basis::Sum(measure.to_owned());
        let unit = &figure.measure.unit;
        match self.facts.instead(self.facts.disclosure.sum(measure)) {
            Some(words) => self.hidden(&words, unit, &basis, form),
            None => self.given(figure.sum(), unit, &basis, form),
        }
    }

    /// `33 leerlingen`: what one municipality gave; `minder dan 10 leerlingen` where that is hidden.
    pub(crate) fn value(
        &self,
        measure: &str,
        municipality: &str,
        form: &PhraseForm,
    ) -> PhraseResult<String> {
        let unit = &self.measure(measure)?.measure.unit;
        let municipality = self.municipality(municipality)?;
        let given = self.measure(measure)?.of(&municipality);
        let basis = Basis::Value { measure: measure.to_owned(), municipality };
        match given.and_then(|each| self.instead(measure, each)) {
            Some(words) => self.hidden(&words, unit, &basis, form),
            None => self.given(given.map(|each| each.value), unit, &basis, form),
        }
    }

    /// The phrase for a suppressed number, `minder dan 10 jongeren zijn`. Always plural, so that the verb does not
    /// reveal a one.
    fn hidden(
        &self,
        words: &str,
        unit: &Unit,
        basis: &Basis,
        form: &PhraseForm,
    ) -> PhraseResult<String> {
        let form = form.agreeing(None);
        phrase(self.mark(form.with_prefix(words), basis.clone()), false, &unit.into(), &form)
    }

    /// The words in place of a municipality's number; `None` if it is published.
    fn instead(&self, measure: &str, given: &Contribution) -> Option<String> {
        self.facts.instead(self.facts.disclosure.of(measure, &given.municipality))
    }

    /// ` (opgave van vier van de zes gemeenten; bij één gemeente met een eigen peildatum)`; empty if everybody
    /// concerned gave a number as of the year's reference date.
    pub(crate) fn proviso(&self, measure: &str) -> PhraseResult<String> {
        let figure = self.measure(measure)?;
        let mut provisos: Vec<String> = self.incomplete(figure).into_iter().collect();
        let other_days = figure.on_other_days(self.facts.cycle.settings.reference_date);
        if other_days > 0 {
            let form = PhraseForm::default();
            let basis = Basis::OwnDates(measure.to_owned());
            let who = self.counted(Decimal::from(other_days), &MUNICIPALITY, &basis, &form)?;
            provisos.push(format!("bij {who} met een eigen peildatum"));
        }
        let text = provisos.join("; ");
        Ok(if text.is_empty() { text } else { format!(" ({text})") })
    }

    /// `opgave van vier van de zes gemeenten`; `None` if everybody concerned gave a number.
    fn incomplete(&self, figure: &MeasureFigure) -> Option<String> {
        let (given, concerned) = (figure.contributions.len(), figure.concerned());
        // The sentence often counts all that run it, and so those whom the question does not fit.
        let fits = if figure.not_applicable.is_empty() { "" } else { FITTING };
        match (given, concerned) {
            _ if given >= concerned => None,
            (_, 1) => Some(format!("geen opgave van de gemeente{fits}")),
            _ => {
                let basis = Basis::Coverage(figure.measure.code.clone());
                let (given, concerned) = self.out_of(given, concerned, &basis);
                Some(format!("opgave van {given} van de {concerned} gemeenten{fits}"))
            }
        }
    }

    /// `576 jongeren`: the sum as a table has it, in figures; `niet getoond` if it is suppressed.
    pub(crate) fn total_in_table(&self, figure: &MeasureFigure) -> String {
        let (measure, sum) = (&figure.measure, figure.sum().unwrap_or_default());
        let basis = Basis::Sum(measure.code.clone());
        if self.facts.disclosure.sum(&measure.code) != Shown::Published {
            return self.mark("niet getoond", basis);
        }
        self.amount_in_table(sum, &measure.unit, basis)
    }

    /// `137 jongeren`: what one municipality gave as a table has it, with the date if it is another than the year's;
    /// `minder dan 10 jongeren` or `niet getoond` if it is suppressed. `None` if it gave no number.
    pub(crate) fn value_in_table(
        &self,
        figure: &MeasureFigure,
        municipality: &MunicipalityCode,
    ) -> Option<String> {
        let Measure { code, unit, .. } = &figure.measure;
        let given = figure.of(municipality)?;
        let basis = Basis::Value { measure: code.clone(), municipality: municipality.clone() };
        let said = match self.facts.disclosure.of(code, municipality) {
            Shown::SecondarySuppressed => return Some(self.mark("niet getoond", basis)),
            shown => match self.facts.instead(shown) {
                Some(words) => format!("{} {}", self.mark(words, basis), unit.plural),
                None => self.amount_in_table(given.value, unit, basis),
            },
        };
        let date = self.reference_date(code, municipality.as_str()).unwrap_or_default();
        Some(format!("{said}{date}"))
    }

    /// `137 jongeren`, `2,8 fte`, `€ 1.500`: an amount in figures, which is published.
    fn amount_in_table(&self, amount: Decimal, unit: &Unit, basis: Basis) -> String {
        if unit.is_money() {
            return self.mark(dutch::euros_in_full(amount), basis);
        }
        let noun = Noun::from(unit);
        let noun = if dutch::rounded(amount) == Decimal::ONE { noun.singular } else { noun.plural };
        let said = too_small(amount).unwrap_or_else(|| dutch::digits(dutch::rounded(amount)));
        format!("{} {noun}", self.mark(said, basis))
    }

    /// `4 van 6`: how many of the municipalities concerned gave the number.
    pub(crate) fn coverage_in_table(&self, figure: &MeasureFigure) -> String {
        self.covered_by(figure, "", "op eigen datum")
    }

    /// `10 van 11 gemeenten, 1 op een andere dag`: the same in words that need no explanation.
    pub(crate) fn coverage_on_card(&self, figure: &MeasureFigure) -> String {
        self.covered_by(figure, " gemeenten", "op een andere dag")
    }

    fn covered_by(&self, figure: &MeasureFigure, noun: &str, on_other_days: &str) -> String {
        let basis = Basis::Coverage(figure.measure.code.clone());
        let (given, concerned) = (figure.contributions.len(), figure.concerned());
        let say = |count: usize| self.mark(count.to_string(), basis.clone());
        let coverage = format!("{} van {}{noun}", say(given), say(concerned));
        match figure.on_other_days(self.facts.cycle.settings.reference_date) {
            0 => coverage,
            days => format!("{coverage}, {} {on_other_days}", say(days)),
        }
    }

    /// `12 van de 15 gemeenten`: the returns that came in.
    pub(crate) fn coverage(&self) -> String {
        let figures = &self.facts.figures;
        let (given, due) = (figures.returned.len(), figures.respondents.len());
        if (given, due) == (1, 1) {
            return format!("{} gemeente", self.mark("één", Basis::register("opgaven")));
        }
        let (given, due) = self.out_of(given, due, &Basis::register("opgaven"));
        format!("{given} van de {due} gemeenten")
    }

    /// ` tot en met 31 januari 2024`, or ` op 31 januari 2024` for means deployed and for a state; empty if the answer
    /// holds on the year's own reference date.
    pub(crate) fn reference_date(&self, measure: &str, municipality: &str) -> PhraseResult<String> {
        let year = self.facts.cycle.settings.reference_date;
        // What is there on a day is a stock; what was done is counted until then.
        let kind = self.measure(measure)?.measure.kind;
        let is_stock = matches!(kind, MeasureKind::Inzet | MeasureKind::Stand);
        let until = if is_stock { "op" } else { "tot en met" };
        let municipality = self.municipality(municipality)?;
        let given = self.measure(measure)?.of(&municipality);
        let date = given.and_then(|each| each.reference_date);
        Ok(date.filter(|date| *date != year).map_or_else(String::new, |date| {
            let basis = Basis::ReferenceDate { measure: measure.to_owned(), municipality };
            let mark = self.mark(dutch::date(date), basis);
            format!(" {until} {mark}")
        }))
    }

    /// ` (eerste zeven maanden na de start)`: the municipality's remark, or nothing. One that starts with a
    /// capital is quoted, because it stands within a sentence.
    pub(crate) fn remark(&self, measure: &str, municipality: &str) -> PhraseResult<String> {
        // Words about a number that is hidden may well hold it.
        let municipality = self.municipality(municipality)?;
        let given = self.measure(measure)?.of(&municipality);
        let given = given.filter(|each| self.instead(measure, each).is_none());
        let remark = given.and_then(|each| each.remark.clone());
        Ok(remark.filter(|remark| !remark.is_empty()).map_or_else(String::new, |remark| {
            let remark = remark.replace('\n', " ");
            let basis = Basis::Remark { question: measure.to_owned(), municipality };
            let mark = self.mark(remark.trim_end_matches('.'), basis);
            if remark.starts_with(char::is_uppercase) {
                format!(" (‘{mark}’)")
            } else {
                format!(" ({mark})")
            }
        }))
    }

    /// The number of a sum for conditions and verbs. A suppressed sum counts as the limit, so that neither reveals it.
    pub(crate) fn number_of_sum(&self, measure: &str) -> PhraseResult<Decimal> {
        let figure = self.measure(measure)?;
        let shown = self.facts.disclosure.sum(measure) == Shown::Published;
        Ok(if shown { figure.sum().unwrap_or_default() } else { self.limit() })
    }

    /// The number of a municipality for conditions and verbs; zero if it gave none. A suppressed one counts as the
    /// limit.
    pub(crate) fn number_of_value(
        &self,
        measure: &str,
        municipality: &str,
    ) -> PhraseResult<Decimal> {
        let Some(given) = self.contribution(measure, municipality)? else {
            return Ok(Decimal::ZERO);
        };
        let shown = self.instead(measure, given).is_none();
        Ok(if shown { given.value } else { self.limit() })
    }

    /// Stands for a suppressed number in conditions and verbs: the limit of small numbers, at least 2 for a plural
    /// verb.
    fn limit(&self) -> Decimal {
        Decimal::from(self.facts.cycle.settings.small_below.max(2))
    }

    /// The form of a verb that agrees with a number of municipalities or of a measure.
    pub(crate) fn verb(forms: &str, value: Decimal) -> PhraseResult<String> {
        let (singular, plural) = verb_forms(forms)?;
        Ok(if value == Decimal::ONE { singular } else { plural }.to_owned())
    }

    /// A municipality's own words as a block quote, each line marked.
    pub(crate) fn quote(&self, each: &Return, highlight: &Highlight, indent: &str) -> String {
        let code = &each.municipality;
        let lines = highlight.text.lines().filter(|line| !line.is_empty());
        let lines: Vec<String> =
            lines.map(|line| self.mark(line, Basis::OwnWords(code.clone()))).collect();
        let name = self.facts.cycle.register.name(code);
        let body = lines.join(&format!("\\\n{indent}> "));
        format!("{indent}> {body}\n{indent}>\n{indent}> — gemeente {name}")
    }

    /// The intervention with a code.
    fn intervention(&self, code: &str) -> PhraseResult<&Intervention> {
        let questionnaire = &self.facts.questionnaire;
        questionnaire.intervention(code).ok_or_else(|| {
            let known = questionnaire.interventions().map(|each| each.code.as_str());
            format!("geen interventie `{code}`{}", did_you_mean(code, known))
        })
    }

    /// The municipalities with one of the statuses of a group for one of its interventions, those already counted too.
    pub(crate) fn who(&self, group: &Group) -> PhraseResult<BTreeSet<MunicipalityCode>> {
        let codes: Vec<&str> = named_or_empty(&group.interventions).collect();
        for code in &codes {
            self.intervention(code)?;
        }
        let statuses = named_or_empty(&group.statuses).map(|word| {
            let known = Status::ALL.map(Status::word);
            Status::parse(word).ok_or_else(|| {
                format!("geen status `{word}`{}", did_you_mean(word, known.into_iter()))
            })
        });
        let statuses = statuses.collect::<Result<Vec<_>, _>>()?;
        Ok(self.facts.figures.municipalities(&codes, &statuses))
    }

    /// Whether the municipality's highlighted example is about one of the interventions.
    pub(crate) fn highlights_one_of(
        &self,
        municipality: &MunicipalityCode,
        interventions: &[String],
    ) -> bool {
        let highlight =
            self.facts.accepted.get(municipality).and_then(|each| each.highlight.as_ref());
        highlight.is_some_and(|highlight| interventions.contains(&highlight.intervention))
    }

    /// The figure of a measure.
    pub(crate) fn measure(&self, code: &str) -> PhraseResult<&MeasureFigure> {
        let measures = &self.facts.figures.measures;
        measures.get(code).ok_or_else(|| {
            format!("geen maat `{code}`{}", did_you_mean(code, measures.keys().map(String::as_str)))
        })
    }

    /// What a municipality gave; `None` if it gave no number.
    pub(crate) fn contribution(
        &self,
        measure: &str,
        municipality: &str,
    ) -> PhraseResult<Option<&Contribution>> {
        let code = self.municipality(municipality)?;
        Ok(self.measure(measure)?.of(&code))
    }

    /// The municipality of the register that has a code.
    pub(crate) fn municipality(&self, code: &str) -> PhraseResult<MunicipalityCode> {
        MunicipalityCode::parse(code)
            .filter(|code| self.facts.cycle.register.get(code).is_some())
            .ok_or_else(|| format!("geen gemeente `{code}`; geef de code, zoals `GM0363`"))
    }

    /// `vier gemeenten noemen`: how many made a choice; with a `word`, how often it was made, as in `34 besluiten`.
    pub(crate) fn chosen(
        &self,
        question: &str,
        choice: Option<&str>,
        word: Option<&str>,
        form: &PhraseForm,
    ) -> PhraseResult<String> {
        let figure = self.choice(question, choice)?;
        let basis =
            Basis::Choice { question: question.to_owned(), choice: choice.map(ToOwned::to_owned) };
        let (count, noun) = match word.map(verb_forms).transpose()? {
            Some((singular, plural)) => (figure.of(choice).count(), Noun { singular, plural }),
            None => (figure.municipalities(choice).len(), MUNICIPALITY),
        };
        self.counted(Decimal::from(count), &noun, &basis, form)
    }

    /// `zeven interventies`: how many are in use.
    pub(crate) fn interventions(
        &self,
        count: Decimal,
        recognised: Option<bool>,
        form: &PhraseForm,
    ) -> PhraseResult<String> {
        let noun = Noun { singular: "interventie", plural: "interventies" };
        self.counted(count, &noun, &Basis::InUse(recognised), form)
    }

    /// What was chosen in answer to a question. A choice that is named must be one of its own.
    pub(crate) fn choice(
        &self,
        question: &str,
        choice: Option<&str>,
    ) -> PhraseResult<&ChoiceFigure> {
        let choices = &self.facts.figures.choices;
        let figure = choices.get(question).ok_or_else(|| {
            let known = choices.keys().map(String::as_str);
            format!("geen vraag `{question}` met keuzes{}", did_you_mean(question, known))
        })?;
        match choice.filter(|choice| !figure.by_choice.contains_key(*choice)) {
            None => Ok(figure),
            Some(choice) => {
                let known = figure.by_choice.keys().map(String::as_str);
                Err(format!(
                    "geen keuze `{choice}` bij `{question}`{}",
                    did_you_mean(choice, known)
                ))
            }
        }
    }

    /// The phrase for a number that is published; `een onbekend aantal` if nobody gave one.
    pub(super) fn given(
        &self,
        value: Option<Decimal>,
        unit: &Unit,
        basis: &Basis,
        form: &PhraseForm,
    ) -> PhraseResult<String> {
        // An amount is one thing: `3,75 fte is ingezet`.
        let amount = form.clone().singular();
        let form = if unit.is_amount() { &amount } else { form };
        match value {
            Some(value) if !unit.is_money() => self.counted(value, &unit.into(), basis, form),
            _ => {
                // `een onbekend aantal jongeren is`: one number, of many.
                let form = form.agreeing(value).singular();
                let unknown = if unit.is_money() { "bedrag" } else { "aantal" };
                let unknown = format!("een onbekend {unknown}");
                let words = form.with_prefix(&value.map_or(unknown, dutch::euros));
                let mark = self.mark(words, basis.clone());
                let nothing = Noun { singular: "", plural: "" };
                let noun = if unit.is_money() { nothing } else { unit.into() };
                phrase(mark, false, &noun, &form)
            }
        }
    }

    /// The phrase for a count with its noun; `geen` for zero.
    pub(crate) fn counted(
        &self,
        count: Decimal,
        noun: &Noun<'_>,
        basis: &Basis,
        form: &PhraseForm,
    ) -> PhraseResult<String> {
        let form = form.agreeing(Some(count));
        let text =
            if count.is_zero() && !form.bare { "geen".to_owned() } else { self.number(count) };
        let mark = self.mark(form.with_prefix(&text), basis.clone());
        phrase(mark, count == Decimal::ONE, noun, &form)
    }

    /// The marks for two counts of which one is out of the other.
    fn out_of(&self, some: usize, all: usize, basis: &Basis) -> (String, String) {
        let (some, all) = self.out_of_words(Decimal::from(some), Decimal::from(all));
        (self.mark(some, basis.clone()), self.mark(all, basis.clone()))
    }

    /// Two numbers of which one is out of the other: both in words, or both in figures.
    pub(crate) fn out_of_words(&self, some: Decimal, all: Decimal) -> (String, String) {
        let style = self.facts.cycle.settings.number_style();
        let in_words = all < Decimal::from(style.words_below);
        let figures = |n| dutch::digits(dutch::rounded(n));
        let say = |n| if in_words { dutch::number(n, style) } else { figures(n) };
        (say(some), say(all))
    }

    pub(super) fn number(&self, value: Decimal) -> String {
        let style = self.facts.cycle.settings.number_style();
        too_small(value).unwrap_or_else(|| dutch::number(value, style))
    }
}

/// The codes or words that a template named. If it named none, one that is empty: the caller refuses it as unknown.
fn named_or_empty(words: &[String]) -> impl Iterator<Item = &str> {
    let none = words.is_empty().then_some("");
    words.iter().map(String::as_str).chain(none)
}

/// `minder dan 0,01` for a number that two decimals would round to nothing; `None` for any other.
fn too_small(value: Decimal) -> Option<String> {
    let vanishes = value > Decimal::ZERO && dutch::rounded(value).is_zero();
    vanishes.then(|| "minder dan 0,01".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_decimals_round_to_nothing_is_still_something() {
        let said = |text: &str| too_small(text.parse().unwrap());
        assert_eq!(said("0.004").as_deref(), Some("minder dan 0,01"));
        assert_eq!((said("0"), said("0.01"), said("3")), (None, None, None));
    }
}
