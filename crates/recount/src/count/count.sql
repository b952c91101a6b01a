-- What is counted from the long table, once its rows are in.

-- A number in three whole ones: units, and twice nine decimals. A sum of whole numbers is exact.
CREATE VIEW numbers AS
WITH signed AS (
    SELECT *, iif(number LIKE '-%', -1, 1) AS sign, ltrim(number, '-') || '.' AS digits
    FROM answers WHERE kind = 'number'
), parted AS (
    SELECT *, substr(digits, 1, instr(digits, '.') - 1) AS units,
        replace(substr(digits, instr(digits, '.') + 1), '.', '') AS decimals
    FROM signed
)
SELECT *,
    sign * CAST(units AS INTEGER) AS whole,
    sign * CAST(substr(decimals || '000000000000000000', 1, 9) AS INTEGER) AS nano,
    sign * CAST(substr(decimals || '000000000000000000', 10, 9) AS INTEGER) AS atto,
    length(decimals) > 18 AS too_fine
FROM parted;

-- The same of what the last editions of earlier years printed; none where they printed no number.
CREATE VIEW last_numbers AS
WITH signed AS (
    SELECT *, iif(number LIKE '-%', -1, 1) AS sign, ltrim(number, '-') || '.' AS digits
    FROM last_year WHERE number <> ''
), parted AS (
    SELECT *, substr(digits, 1, instr(digits, '.') - 1) AS units,
        replace(substr(digits, instr(digits, '.') + 1), '.', '') AS decimals
    FROM signed
)
SELECT year, question, was, municipality,
    sign * CAST(units AS INTEGER) AS whole,
    sign * CAST(substr(decimals || '000000000000000000', 1, 9) AS INTEGER) AS nano,
    sign * CAST(substr(decimals || '000000000000000000', 10, 9) AS INTEGER) AS atto
FROM parted;

-- Who answered a question; what the form fills in by itself is no answer.
CREATE TABLE returned AS
SELECT municipality FROM municipalities WHERE file <> '' AND municipality IN (
    SELECT municipality FROM answers
    WHERE question NOT LIKE 'gemeente.%' AND question NOT LIKE 'stempel.%'
);

CREATE VIEW asked AS
SELECT municipality, reports = 'true' AS reports,
    municipality IN (SELECT municipality FROM returned) AS returned,
    CASE pillar WHEN 'A' THEN 'structureel' WHEN 'B' THEN 'flexibel' ELSE '' END AS audience
FROM municipalities;

CREATE VIEW interventions AS
SELECT DISTINCT about AS intervention, has_status = 'true' AS has_status, audience
FROM questions WHERE kind IN ('status', 'number');

-- Where an intervention runs; or where it has no status and the municipality is asked about it.
CREATE TABLE counting AS
SELECT substr(question, 1, length(question) - 7) AS intervention, municipality
FROM answers WHERE kind = 'status' AND word = 'uitvoering'
UNION
SELECT i.intervention, m.municipality
FROM interventions i JOIN asked m ON i.audience IN ('alle', m.audience)
WHERE NOT i.has_status AND m.returned;
CREATE INDEX by_intervention ON counting (intervention, municipality);

-- What became of each number that was to be given.
CREATE VIEW given AS
SELECT q.code AS measure, c.municipality, coalesce(a.kind, 'missing') AS kind
FROM questions q
JOIN counting c ON c.intervention = q.about
LEFT JOIN answers a ON a.question = q.code AND a.municipality = c.municipality
WHERE q.kind = 'number'
UNION ALL
SELECT q.code, m.municipality, 'missing'
FROM questions q JOIN asked m ON q.audience IN ('alle', m.audience)
WHERE q.kind = 'number' AND q.has_status = 'false' AND m.reports AND NOT m.returned;

CREATE VIEW contributions AS
SELECT n.*, n.question AS measure, EXISTS (
    SELECT 1 FROM counting c WHERE c.intervention = q.about AND c.municipality = n.municipality
) AS counted
FROM numbers n JOIN questions q ON q.code = n.question AND q.kind = 'number';
