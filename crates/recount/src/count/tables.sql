-- The long table as it was read: everything comes in as text.

CREATE TABLE answers (
    municipality, name, question, kind, number, word, reference_date, remark, file, sheet, cell
);
CREATE TABLE municipalities (
    municipality, name, sorted_by, cohort, nplv, pillar, participates, reports, file, sha256
);
CREATE TABLE questions (
    code, kind, about, figure, audience, has_status, name, in_sentence, wording, unit, unit_kind,
    measure_kind, choice
);
CREATE TABLE last_year (year, question, was, municipality, number);
CREATE INDEX by_question ON answers (question, municipality);
