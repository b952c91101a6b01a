// Lets a reviewer write remarks on the sentences of a draft, and hand them in as one file.
//
// The page is whole without it: all that is shown here is made when it runs. The remarks stay in this browser; nothing is
// sent. Whatever somebody typed, here or in a file that is opened, is put on the page as text and never as markup.
(() => {
  "use strict";

  const { jaar, concept } = document.currentScript.dataset;
  const KIND = "opmerkingen bij een concept";
  const VERSION = 1;
  const KEY = `pmg-opmerkingen-${jaar}-${concept}`;
  const LONGEST = { text: 5000, words: 500, sentence: 5000, reviewer: 60 };
  const MOST = 5000;
  const LARGEST = 4 * 1024 * 1024;
  const LINE = "tr, caption, figcaption, p, li, h1, h2, h3, h4, h5, h6";

  const spans = [...document.querySelectorAll("main .zin")];
  const place = new Map(spans.map((span, at) => [Number(span.dataset.zin), at]));
  if (spans.length === 0) return;

  // ---- What is kept: the function of the reviewer, the remarks, and whether all were downloaded.

  let kept = { functie: "", opmerkingen: [], gedownload: true };
  let is_storing = true;

  const cut = (value, length) => (typeof value === "string" ? value.slice(0, length).replace(/\p{Cs}/gu, "\ufffd") : "");

  // The remarks in something that was read, as far as they are sound; `lost` is how many are not.
  function sound(given) {
    const list = Array.isArray(given?.opmerkingen) ? given.opmerkingen : [];
    const remarks = list.slice(0, MOST).map((it) => ({
      kenmerk: /^[0-9a-f]{32}$/.test(it?.kenmerk) ? it.kenmerk : identifier(),
      zin: Number.isSafeInteger(it?.zin) && it.zin > 0 ? it.zin : null,
      stond_er: cut(it?.stond_er, LONGEST.sentence),
      bij: cut(it?.bij, LONGEST.words),
      opmerking: cut(it?.opmerking, LONGEST.text),
    }));
    const opmerkingen = remarks.filter((it) => it.opmerking.trim() !== "");
    const functie = cut(given?.functie, LONGEST.reviewer);
    return { functie, opmerkingen, gedownload: given?.gedownload === true, lost: list.length - opmerkingen.length };
  }

  function identifier() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function load() {
    let text = null;
    try {
      text = localStorage.getItem(KEY);
      // Some browsers let it be read and refuse to write.
      localStorage.setItem(`${KEY}-proef`, "");
      localStorage.removeItem(`${KEY}-proef`);
    } catch {
      is_storing = false;
    }
    if (!text) return;
    try {
      kept = sound(JSON.parse(text));
    } catch {
      // Something else wrote there; what is written next takes its place.
    }
  }

  // Changes what is kept. Another window of the same draft may have changed it meanwhile.
  function keep(change) {
    if (is_storing) load();
    change(kept);
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
      is_storing = true;
    } catch {
      is_storing = false;
    }
    show();
  }

  // ---- The sentences of the page

  const number_of = (span) => Number(span.dataset.zin);
  const span_of = (number) => spans[place.get(number)];

  // All that a sentence says: up to the next one, or to the end of its line.
  function range_of(span) {
    const line = span.closest(LINE) ?? span.parentElement;
    const next = spans[place.get(number_of(span)) + 1];
    const range = document.createRange();
    range.setStartAfter(span);
    if (next && line.contains(next)) range.setEndBefore(next);
    else range.setEnd(line, line.childNodes.length);
    return range;
  }

  // The words in a range, with a bar between the cells of a row, and without the numbers of footnotes.
  function words_in(range) {
    const inside = range.commonAncestorContainer;
    const root = inside.nodeType === Node.TEXT_NODE ? inside.parentNode : inside;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
      const is_left_out = !range.intersectsNode(node) || node.matches?.("sup, .terug");
      return is_left_out ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
    });
    let words = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        const from = node === range.startContainer ? range.startOffset : 0;
        const to = node === range.endContainer ? range.endOffset : node.length;
        words += node.data.slice(from, to);
      } else if (node.matches("td, th") && words !== "") {
        words += " | ";
      } else if (node.matches("br")) {
        words += " ";
      }
    }
    return words.replace(/\s+/g, " ").trim();
  }

  const sentence_of = (number) => words_in(range_of(span_of(number)));

  // The sentence in which a place of the page stands; `undefined` outside all of them.
  function sentence_at(node, offset) {
    const point = document.createRange();
    point.setStart(node, offset);
    let [low, high] = [0, spans.length];
    while (low !== high) {
      const middle = (low + high) >> 1;
      const is_before = point.comparePoint(spans[middle], 0) <= 0;
      [low, high] = is_before ? [middle + 1, high] : [low, middle];
    }
    const span = spans[low - 1];
    return span && range_of(span).isPointInRange(node, offset) ? span : undefined;
  }

  // The sentence after or before another one; those in a table that is folded up are passed over.
  function neighbour(number, step) {
    let at = place.has(number) ? place.get(number) + step : step > 0 ? 0 : spans.length - 1;
    while (spans[at] && !spans[at].checkVisibility()) at += step;
    return spans[at] && number_of(spans[at]);
  }

  // The next sentence behind this one in which all these words stand.
  function found(words, number) {
    const wanted = words.toLowerCase().split(/\s+/);
    const from = place.has(number) ? place.get(number) + 1 : 0;
    const in_turn = [...spans.slice(from), ...spans.slice(0, from)].map(number_of);
    return in_turn.find((it) => {
      const said = sentence_of(it).toLowerCase();
      return wanted.every((word) => said.includes(word));
    });
  }

  // ---- What is shown

  // An element; what is an object among its content are its attributes and handlers.
  function make(name, ...content) {
    const element = document.createElement(name);
    for (const part of content) {
      if (typeof part === "string" || part instanceof Node) element.append(part);
      else for (const [key, value] of Object.entries(part)) {
        if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
        else if (value !== false) element.setAttribute(key, value === true ? "" : value);
      }
    }
    return element;
  }

  const button = (label, onclick, more = {}) => make("button", label, { type: "button", onclick, ...more });
  const short = (text, length) => (text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text);
  const counted = (count) => (count === 1 ? "1 opmerking" : `${count} opmerkingen`);

  const opener = button("Opmerkingen maken", () => open(sentence_field));
  const on_selection = button("", () => start(selected.number, selected.words), {
    hidden: true,
    // Without this the selection is gone before the click.
    onmousedown: (event) => event.preventDefault(),
  });
  const said = make("p", { class: "opmerkingen-bericht", role: "status" });
  const unkept = make(
    "p",
    "Deze browser bewaart niets van deze pagina. Download uw opmerkingen voordat u de pagina sluit, anders bent u ze kwijt.",
    { class: "opmerkingen-let-op", hidden: true },
  );

  const form_title = make("h3", "Nieuwe opmerking");
  const sentence_field = make("input", {
    id: "_opm-zin", type: "text", autocomplete: "off", spellcheck: "false", "aria-describedby": "_opm-zin-uitleg _opm-zin-fout",
  });
  const sentence_fault = make("p", { id: "_opm-zin-fout", class: "opmerkingen-fout" });
  const chosen_sentence = make("output", { id: "_opm-gekozen", for: "_opm-zin" });
  const about = make("p", { id: "_opm-bij", hidden: true });
  const text_field = make("textarea", {
    id: "_opm-tekst", rows: "5", maxlength: String(LONGEST.text), "aria-describedby": "_opm-gekozen _opm-bij _opm-tekst-fout",
  });
  const text_fault = make("p", { id: "_opm-tekst-fout", class: "opmerkingen-fout" });
  const stop = button("Niet veranderen", () => clear("Er is niets veranderd."), { hidden: true });

  const list_title = make("h3", { tabindex: "-1" });
  const list = make("ol");
  const reviewer_field = make("input", {
    id: "_opm-functie", type: "text", autocomplete: "off", maxlength: String(LONGEST.reviewer),
    "aria-describedby": "_opm-functie-uitleg _opm-functie-fout",
  });
  const reviewer_fault = make("p", { id: "_opm-functie-fout", class: "opmerkingen-fout" });
  const unsent = make("p");
  const file_field = make("input", { id: "_opm-bestand", type: "file", accept: ".json,application/json" });
  const wipe = button("Alles wissen in deze browser", wiped);

  const form = make(
    "form",
    form_title,
    make("label", "Nummer van de zin, of woorden eruit", { for: "_opm-zin" }),
    make("p", "Met de pijlen omhoog en omlaag gaat u naar de vorige en de volgende zin. Met Enter zoekt u de volgende zin met uw woorden.", {
      id: "_opm-zin-uitleg", class: "opmerkingen-uitleg",
    }),
    sentence_field,
    sentence_fault,
    make(
      "p",
      button("Vorige zin", () => step(-1)),
      button("Volgende zin", () => step(1)),
      button("Kies in de tekst", choose_in_text),
      { class: "opmerkingen-rij" },
    ),
    chosen_sentence,
    about,
    make("label", "Uw opmerking", { for: "_opm-tekst" }),
    text_field,
    text_fault,
    make("p", make("button", "Opmerking bewaren", { type: "submit", class: "eerst" }), stop, { class: "opmerkingen-rij" }),
    { novalidate: true, onsubmit: save },
  );
  const panel = make(
    "div",
    make("div", make("h2", "Opmerkingen"), button("Sluiten", close), said, { class: "opmerkingen-kop" }),
    unkept,
    form,
    make("section", list_title, list),
    make(
      "section",
      make("h3", "Versturen"),
      make("label", "Voor welke functie leest u mee?", { for: "_opm-functie" }),
      make("p", "Een functie of een team, geen naam: bijvoorbeeld reflectiegroep of directie Jeugd.", {
        id: "_opm-functie-uitleg", class: "opmerkingen-uitleg",
      }),
      reviewer_field,
      reviewer_fault,
      make("p", button("Bestand downloaden", download, { class: "eerst" }), { class: "opmerkingen-rij" }),
      unsent,
      make("h3", "Bewaard in deze browser"),
      make("p", "Uw opmerkingen staan alleen in deze browser, op deze laptop. In een privévenster, of als de browser bij het afsluiten wordt opgeruimd, bent u ze daarna kwijt: download ze dan eerst.", {
        class: "opmerkingen-uitleg",
      }),
      make("label", "Verder met een bestand dat u eerder downloadde", { for: "_opm-bestand" }),
      file_field,
      make("p", wipe, { class: "opmerkingen-rij" }),
    ),
    { class: "opmerkingen-paneel", hidden: true },
  );
  const aside = make(
    "aside",
    make("div", on_selection, opener, { class: "opmerkingen-knoppen" }),
    panel,
    { class: "opmerkingen", "aria-label": "Opmerkingen" },
  );

  // What the form is about: a sentence (and the last one that it was about), words in it, the remark that is changed, and
  // where the keyboard came from.
  let chosen;
  let last;
  let words = "";
  let changing;
  let came_from;
  let selected;

  const say = (message, ...more) => said.replaceChildren(message, ...more);

  function fail(field, fault, message) {
    fault.textContent = message;
    field.setAttribute("aria-invalid", "true");
    field.focus();
  }

  function fine(field, fault) {
    fault.textContent = "";
    field.removeAttribute("aria-invalid");
  }

  const is_open = () => !panel.hidden;

  function open(field) {
    panel.hidden = false;
    document.documentElement.classList.add("opmerkingen-open");
    opener.hidden = true;
    on_selection.hidden = true;
    show();
    field.focus();
  }

  function close() {
    panel.hidden = true;
    document.documentElement.classList.remove("opmerkingen-open");
    opener.hidden = false;
    mark(undefined);
    show();
    if (came_from) came_from.tabIndex = -1;
    (came_from ?? opener).focus();
    came_from = undefined;
  }

  // Marks a sentence in the text.
  function mark(span) {
    for (const other of spans) other.classList.toggle("gekozen", other === span);
    if (!globalThis.Highlight) return;
    CSS.highlights.delete("opmerking");
    if (span) CSS.highlights.set("opmerking", new Highlight(range_of(span)));
  }

  function choose(number, at_words = "", is_in_view = false) {
    chosen = number;
    last = number;
    words = at_words;
    fine(sentence_field, sentence_fault);
    const span = span_of(number);
    for (let part = span?.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    mark(span);
    // What the keyboard can reach in the text is the sentence that was chosen last.
    if (span) for (const other of spans.filter((it) => it.hasAttribute("role"))) other.tabIndex = other === span ? 0 : -1;
    if (!is_in_view) span?.scrollIntoView({ block: "center" });
    chosen_sentence.replaceChildren();
    if (span) chosen_sentence.append(make("strong", `§${number}`), ` ${sentence_of(number)}`);
    about.hidden = words === "";
    about.replaceChildren(
      `Bij de woorden “${short(words, 150)}”. `,
      button("Bij de hele zin", () => {
        choose(number);
        text_field.focus();
      }),
    );
  }

  // No sentence is meant until what is typed says which.
  function choose_none() {
    chosen = undefined;
    words = "";
    mark(undefined);
    chosen_sentence.replaceChildren();
    about.hidden = true;
  }

  // The sentence that is asked for by its number, or by words in it.
  function asked_for() {
    const asked = sentence_field.value.trim();
    const number = /^§?\s*(\d+)$/.exec(asked)?.[1];
    return number ? span_of(Number(number)) && Number(number) : asked && found(asked, last);
  }

  function step(by) {
    const number = neighbour(last, by);
    if (!number) return;
    sentence_field.value = String(number);
    choose(number);
  }

  // Leads the keyboard to the sentence in the text, where the arrows go from one to the next.
  function choose_in_text() {
    const number = chosen && span_of(chosen)?.hasAttribute("role") ? chosen : neighbour(undefined, 1);
    span_of(number).focus();
    say("Met de pijlen gaat u van zin naar zin, met Enter kiest u er een, met Escape gaat u terug.");
  }

  // Begins a remark on a sentence, unless there is another one that was not kept.
  function start(number, at_words = "") {
    if (text_field.value.trim() !== "") {
      open(text_field);
      say("Bewaar eerst deze opmerking, of maak het veld leeg.");
      return;
    }
    sentence_field.value = String(number);
    open(text_field);
    choose(number, at_words);
  }

  // Makes the form one for a new remark again.
  function change_nothing() {
    changing = undefined;
    form_title.textContent = "Nieuwe opmerking";
    stop.hidden = true;
  }

  // Empties the form.
  function clear(message) {
    change_nothing();
    text_field.value = "";
    fine(text_field, text_fault);
    if (chosen) choose(chosen, "", true);
    say(message);
    (came_from ?? sentence_field).focus();
    came_from = undefined;
  }

  function save(event) {
    event.preventDefault();
    if (!chosen) {
      return fail(sentence_field, sentence_fault, "Kies eerst een zin.");
    }
    const text = text_field.value.trim();
    if (text === "") return fail(text_field, text_fault, "Schrijf eerst uw opmerking.");
    const stood = place.has(chosen) ? sentence_of(chosen) : changing?.stond_er;
    const remark = {
      kenmerk: changing?.kenmerk ?? identifier(),
      zin: chosen,
      stond_er: cut(stood, LONGEST.sentence),
      bij: cut(words, LONGEST.words),
      opmerking: cut(text, LONGEST.text),
    };
    keep((now) => {
      const at = now.opmerkingen.findIndex((it) => it.kenmerk === remark.kenmerk);
      if (at === -1) now.opmerkingen.push(remark);
      else now.opmerkingen[at] = remark;
      now.gedownload = false;
    });
    clear(`De opmerking bij §${chosen} is ${is_storing ? "bewaard" : "toegevoegd"}.`);
  }

  function change(remark) {
    if (text_field.value.trim() !== "" && changing !== remark) {
      say("Bewaar eerst deze opmerking, of maak het veld leeg.");
      return text_field.focus();
    }
    changing = remark;
    form_title.textContent = `Opmerking bij §${remark.zin ?? "?"} veranderen`;
    stop.hidden = false;
    sentence_field.value = String(remark.zin ?? "");
    choose(remark.zin ?? undefined, remark.bij);
    text_field.value = remark.opmerking;
    text_field.focus();
  }

  function remove(remark) {
    keep((now) => {
      now.opmerkingen = now.opmerkingen.filter((it) => it.kenmerk !== remark.kenmerk);
      now.gedownload = false;
    });
    // What stands in the form is then a new one.
    if (changing?.kenmerk === remark.kenmerk) change_nothing();
    const undo = button("Terugzetten", () => {
      keep((now) => {
        now.opmerkingen.push(remark);
        now.gedownload = false;
      });
      say(`De opmerking bij §${remark.zin ?? "?"} is teruggezet.`);
      list_title.focus();
    });
    say(`De opmerking bij §${remark.zin ?? "?"} is verwijderd. `, undo);
    undo.focus();
  }

  function wiped() {
    const count = counted(kept.opmerkingen.length);
    if (!confirm(`${count} in deze browser wissen? Dat is niet terug te draaien. Een bestand dat u downloadde, blijft bestaan.`)) return;
    keep((now) => Object.assign(now, { opmerkingen: [], gedownload: true }));
    say(`Gewist: ${count}.`);
    sentence_field.focus();
  }

  const in_order = (remarks) =>
    [...remarks].sort((one, other) => (place.get(one.zin) ?? Infinity) - (place.get(other.zin) ?? Infinity) || 0);

  function item(remark) {
    const of = remark.zin === null ? "zonder zin" : `bij zin ${remark.zin}`;
    const name = remark.zin === null ? "Zonder zin" : `§${remark.zin}`;
    const where = place.has(remark.zin) ? make("a", name, { href: `#_z${remark.zin}` }) : make("strong", name);
    const about_words = remark.bij === "" ? remark.stond_er : `“${remark.bij}”`;
    return make(
      "li",
      make("p", where, ` ${short(about_words, 90)}`, { class: "opmerkingen-uitleg" }),
      make("p", remark.opmerking, { class: "opmerkingen-tekst" }),
      make(
        "p",
        button("Veranderen", () => change(remark), { "aria-label": `Veranderen: opmerking ${of}` }),
        button("Verwijderen", () => remove(remark), { "aria-label": `Verwijderen: opmerking ${of}` }),
        { class: "opmerkingen-rij" },
      ),
    );
  }

  // Shows what is kept, beside the text and in it.
  function show() {
    const count = kept.opmerkingen.length;
    opener.textContent = count === 0 ? "Opmerkingen maken" : `Opmerkingen (${count})`;
    list_title.textContent = count === 0 ? "U hebt nog geen opmerkingen" : `Uw opmerkingen (${count})`;
    list.replaceChildren(...in_order(kept.opmerkingen).map(item));
    unkept.hidden = is_storing;
    unsent.textContent = kept.gedownload || count === 0
      ? "Mail het bestand aan het programmateam."
      : "Nog niet al uw opmerkingen staan in een bestand. Download het, en mail het aan het programmateam.";
    wipe.hidden = count === 0;
    if (document.activeElement !== reviewer_field) reviewer_field.value = kept.functie;
    const many = new Map();
    for (const { zin } of kept.opmerkingen) many.set(zin, (many.get(zin) ?? 0) + 1);
    for (const span of spans) {
      const number = number_of(span);
      span.classList.toggle("heeft-opmerking", many.has(number));
      // A button only as long as remarks are made: whoever reads is told of none. In a link there can be no other button.
      if (is_open() && !span.closest("a")) {
        const has = many.has(number) ? `, u hebt er ${many.get(number)}` : "";
        span.setAttribute("role", "button");
        span.setAttribute("aria-label", `Opmerking bij zin ${number}${has}`);
        span.tabIndex = number === (chosen ?? number_of(spans[0])) ? 0 : -1;
      } else {
        for (const name of ["role", "aria-label", "tabindex"]) span.removeAttribute(name);
      }
    }
  }

  // ---- The file that is handed in, and read again

  function download() {
    const reviewer = reviewer_field.value.trim();
    if (reviewer === "") return fail(reviewer_field, reviewer_fault, "Vul in voor welke functie of welk team u meeleest.");
    if (reviewer.includes("@")) return fail(reviewer_field, reviewer_fault, "Vul een functie of een team in, geen mailadres.");
    fine(reviewer_field, reviewer_fault);
    if (kept.opmerkingen.length === 0) {
      say("U hebt nog geen opmerkingen om te downloaden.");
      return sentence_field.focus();
    }
    keep((now) => Object.assign(now, { functie: reviewer, gedownload: true }));
    const remarks = in_order(kept.opmerkingen);
    const content = { soort: KIND, versie: VERSION, jaar: Number(jaar), concept: Number(concept), functie: reviewer, opmerkingen: remarks };
    const slug = reviewer.normalize("NFD").toLowerCase().replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
    const name = `opmerkingen-${jaar}-concept-${concept}-${slug || "lezer"}.json`;
    const address = URL.createObjectURL(new Blob([`${JSON.stringify(content, null, 2)}\n`], { type: "application/json" }));
    const link = make("a", { href: address, download: name, hidden: true });
    aside.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    say(`${counted(remarks.length)} in het bestand ${name}. Kijk in de map met downloads, en mail het aan het programmateam.`);
  }

  async function take_in() {
    const [file] = file_field.files;
    if (!file) return;
    const refuse = (why) => say(`${file.name}: ${why}`);
    try {
      if (file.size > LARGEST) return refuse("dit bestand is te groot om opmerkingen uit deze pagina te zijn.");
      const given = JSON.parse(await file.text());
      if (given?.soort !== KIND) return refuse("dit is geen bestand met opmerkingen uit deze pagina.");
      if (given.versie !== VERSION) return refuse("dit bestand is van een andere versie van deze pagina.");
      if (given.jaar !== Number(jaar) || given.concept !== Number(concept)) {
        return refuse(`dit bestand hoort niet bij concept ${concept} van ${jaar}.`);
      }
      const { functie, opmerkingen, lost } = sound(given);
      let [fresh, changed] = [0, 0];
      keep((now) => {
        for (const remark of opmerkingen) {
          const same = now.opmerkingen.filter((it) => it.kenmerk === remark.kenmerk);
          if (same.some((it) => it.opmerking === remark.opmerking)) continue;
          // Of two versions neither is lost: the other one is a remark of its own.
          if (same.length > 0) changed += 1;
          else fresh += 1;
          now.opmerkingen.push(same.length > 0 ? { ...remark, kenmerk: identifier() } : remark);
        }
        now.functie ||= functie;
        now.gedownload &&= fresh + changed === 0;
      });
      const versions = changed === 0 ? "" : ` Van ${counted(changed)} had u hier een andere tekst: beide staan in de lijst.`;
      const left_out = lost === 0 ? "" : ` ${counted(lost)} in het bestand kon niet worden gelezen.`;
      say(`${counted(fresh)} erbij uit ${file.name}.${versions}${left_out}`);
    } catch {
      refuse("dit bestand is niet te lezen.");
    } finally {
      file_field.value = "";
    }
  }

  // ---- What happens

  sentence_field.addEventListener("input", () => {
    const number = Number(/^\s*§?\s*(\d{1,10})\s*$/.exec(sentence_field.value)?.[1]);
    if (place.has(number)) choose(number);
    else choose_none();
  });
  sentence_field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const number = asked_for();
      if (number) choose(number);
      else fail(sentence_field, sentence_fault, "Die zin staat niet in dit concept.");
    }
  });
  // That there is no such sentence is told when the field is left, and not at each of its letters.
  sentence_field.addEventListener("change", () => {
    if (chosen || sentence_field.value.trim() === "") return;
    const number = asked_for();
    if (number) return choose(number);
    sentence_fault.textContent = "Die zin staat niet in dit concept.";
    say(sentence_fault.textContent);
  });
  text_field.addEventListener("input", () => fine(text_field, text_fault));
  reviewer_field.addEventListener("input", () => fine(reviewer_field, reviewer_fault));
  reviewer_field.addEventListener("change", () => {
    keep((now) => {
      now.functie = cut(reviewer_field.value.trim(), LONGEST.reviewer);
    });
  });
  file_field.addEventListener("change", take_in);
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  const main = document.querySelector("main");
  main.addEventListener("click", (event) => {
    const span = event.target.closest(".zin");
    if (!span || span.closest("a")) return;
    came_from = span;
    start(number_of(span));
  });
  main.addEventListener("keydown", (event) => {
    const span = event.target.closest(".zin[role]");
    if (!span) return;
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    if (event.key in steps) {
      event.preventDefault();
      let number = neighbour(number_of(span), steps[event.key]);
      while (number && !span_of(number).hasAttribute("role")) number = neighbour(number, steps[event.key]);
      if (!number) return;
      span.tabIndex = -1;
      span_of(number).tabIndex = 0;
      span_of(number).focus();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      came_from = span;
      start(number_of(span));
    } else if (event.key === "Escape") {
      sentence_field.focus();
    }
  });
  main.addEventListener("focusin", (event) => {
    if (event.target.matches(".zin[role]")) mark(event.target);
  });
  // Whoever only went through the text did not choose another sentence.
  main.addEventListener("focusout", (event) => {
    if (is_open() && event.target.matches(".zin[role]")) mark(span_of(chosen));
  });

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const range = selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : undefined;
    const span = range && main.contains(range.commonAncestorContainer) && sentence_at(range.startContainer, range.startOffset);
    const at_words = span ? words_in(range) : "";
    on_selection.hidden = is_open() || at_words === "";
    if (at_words === "") return;
    selected = { number: number_of(span), words: cut(at_words, LONGEST.words) };
    on_selection.textContent = `Opmerking bij §${selected.number}`;
    if (is_open() && text_field.value.trim() === "" && !changing) {
      sentence_field.value = String(selected.number);
      choose(selected.number, selected.words, true);
    }
  });

  // Another window changed what is kept.
  addEventListener("storage", (event) => {
    if (event.key !== KEY) return;
    load();
    show();
  });
  addEventListener("beforeunload", (event) => {
    const is_lost = text_field.value.trim() !== "" || (!is_storing && !kept.gedownload && kept.opmerkingen.length > 0);
    if (is_lost) event.preventDefault();
  });

  load();
  // Not every browser can mark words, and no validator knows how that is written; the number is marked everywhere.
  if (globalThis.Highlight) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("::highlight(opmerking) { background-color: var(--sand); text-decoration: underline 0.12em var(--amber); }");
    document.adoptedStyleSheets.push(sheet);
  }
  document.querySelector(".sla-over").after(aside);
  document.documentElement.classList.add("met-opmerkingen");
  show();
})();
