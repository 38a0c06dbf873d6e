// Filters, keys and word links of an excerpt's page. Without it everything is there and every link works.
(() => {
  "use strict";
  document.documentElement.classList.add("js");

  // The same folding on both sides of a search: vowel signs, tatweel, hamza seats, final letters, digits, case.
  const fold = (text) => text.normalize("NFKC").toLowerCase()
    .replace(/[\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/g, "")
    .replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه")
    .replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660)
    .replace(/\s+/g, " ");

  document.addEventListener("DOMContentLoaded", () => {
    const all = (selector, root = document) => [...root.querySelectorAll(selector)];
    const byId = (id) => document.getElementById(id);
    const findings = all(".finding");
    const rows = all(".row");
    const texts = new Map(rows.map((row) => [row, fold(row.textContent)]));
    const chosen = { type: new Set(), severity: new Set() };
    const search = byId("search");

    // A jump ends below the bar, however many lines the bar has.
    const bar = document.querySelector(".bar");
    const clear = () => {
      const sticks = bar && getComputedStyle(bar).position === "sticky";
      document.documentElement.style.scrollPaddingTop = `${sticks ? bar.offsetHeight + 14 : 12}px`;
    };
    clear();
    addEventListener("resize", clear);

    // --- filters
    const passes = ({ dataset }) =>
      (!chosen.type.size || chosen.type.has(dataset.type)) &&
      (!chosen.severity.size || chosen.severity.has(dataset.severity)) &&
      Number(dataset.confidence) >= Number(byId("confidence")?.value ?? 0);

    const apply = () => {
      const query = fold(search?.value.trim() ?? "");
      const shown = new Set(findings.filter(passes).map((finding) => finding.dataset.f));
      for (const row of rows) {
        const empty = byId("only")?.checked && !all(".finding", row).some((finding) => shown.has(finding.dataset.f));
        row.hidden = Boolean(empty) || !texts.get(row).includes(query);
      }
      for (const finding of findings) {
        finding.hidden = !shown.has(finding.dataset.f);
        if (finding.closest("[hidden]")) shown.delete(finding.dataset.f);
      }
      for (const place of all("mark[data-f], .ref")) place.classList.toggle("off", !shown.has(place.dataset.f));
      for (const entry of all("[data-entry]")) entry.hidden = !shown.has(entry.dataset.entry);
      for (const chip of all(".chip[data-type], .chip[data-severity]")) {
        const kind = chip.dataset.type ? "type" : "severity";
        chip.setAttribute("aria-pressed", String(chosen[kind].has(chip.dataset[kind])));
      }
      const free = shown.size === findings.length && !rows.some((row) => row.hidden);
      all("[data-all]").forEach((chip) => chip.setAttribute("aria-pressed", String(free)));
      const visible = rows.filter((row) => !row.hidden).length;
      byId("status").textContent = free ? "" : `${shown.size} of ${findings.length} findings, ${visible} of ${rows.length} rows`;
    };

    const reset = () => {
      chosen.type.clear();
      chosen.severity.clear();
      if (byId("confidence")) byId("confidence").value = "0";
      if (byId("only")) byId("only").checked = false;
      if (search) search.value = "";
      apply();
    };

    for (const chip of all(".chip[data-type], .chip[data-severity]")) {
      chip.addEventListener("click", () => {
        const kind = chip.dataset.type ? "type" : "severity";
        const value = chip.dataset[kind];
        if (!chosen[kind].delete(value)) chosen[kind].add(value);
        apply();
      });
    }
    all("[data-all]").forEach((chip) => chip.addEventListener("click", reset));
    for (const field of [search, byId("confidence"), byId("only")]) field?.addEventListener("input", apply);

    // --- one finding after the other
    const point = (number) => {
      for (const place of all(".now")) place.classList.remove("now");
      for (const place of all(`mark[data-f="${number}"], .finding[data-f="${number}"]`)) place.classList.add("now");
    };
    const step = (by) => {
      const reachable = findings.filter((finding) => !finding.closest("[hidden]"));
      if (!reachable.length) return;
      const here = reachable.findIndex((finding) => finding.classList.contains("now"));
      const next = here < 0 ? (by > 0 ? 0 : reachable.length - 1) : Math.min(Math.max(here + by, 0), reachable.length - 1);
      const finding = reachable[next];
      point(finding.dataset.f);
      finding.querySelector("summary").focus({ preventScroll: true });
      const row = finding.closest(".row") ?? finding;
      const tall = row.getBoundingClientRect().height > innerHeight * 0.75;
      (tall ? finding : row).scrollIntoView({ block: tall ? "center" : "nearest" });
    };
    document.addEventListener("click", (event) => {
      const link = event.target.closest(".ref, [data-entry] a");
      if (link) point(link.dataset.f ?? link.parentElement.dataset.entry);
    });
    document.addEventListener("focusin", (event) => {
      const finding = event.target.closest(".finding");
      if (finding) point(finding.dataset.f);
    });

    // --- word links
    const partners = new Map();
    for (const row of rows) {
      const [forward, backward] = [new Map(), new Map()];
      for (const link of (row.dataset.links ?? "").split(" ").filter(Boolean)) {
        const [source, rendering] = link.split("-");
        forward.set(source, [...(forward.get(source) ?? []), rendering]);
        backward.set(rendering, [...(backward.get(rendering) ?? []), source]);
      }
      partners.set(row, { source: forward, rendering: backward });
    }
    const highlight = (target) => {
      for (const word of all(".linked")) word.classList.remove("linked");
      const word = target?.closest?.("[data-w]");
      const row = word?.closest(".row");
      if (!row) return;
      const own = word.closest(".source") ? "source" : "rendering";
      const other = own === "source" ? "rendering" : "source";
      const show = (side, index) => all(`.cell.${side} [data-w="${index}"]`, row).forEach((part) => part.classList.add("linked"));
      show(own, word.dataset.w);
      for (const index of partners.get(row)[own].get(word.dataset.w) ?? []) show(other, index);
    };
    document.addEventListener("pointerover", (event) => highlight(event.target));
    document.addEventListener("focusin", (event) => highlight(event.target));

    // One stop of the Tab key a cell; the arrow keys go from word to word, in the direction the text runs.
    const words = (cell) => all("[data-w]", cell);
    const toggleWords = () => {
      const on = document.body.classList.toggle("words");
      byId("toggle-words")?.setAttribute("aria-pressed", String(on));
      for (const cell of all(".cell")) words(cell).forEach((word, i) => (on ? (word.tabIndex = i ? -1 : 0) : word.removeAttribute("tabindex")));
    };
    const walk = (event) => {
      const word = event.target.closest?.("[data-w]");
      if (!word || !["ArrowLeft", "ArrowRight"].includes(event.key)) return false;
      const cell = word.closest(".cell");
      const forward = (event.key === "ArrowRight") === (getComputedStyle(cell).direction === "ltr");
      const next = words(cell)[words(cell).indexOf(word) + (forward ? 1 : -1)];
      if (next) {
        word.tabIndex = -1;
        next.tabIndex = 0;
        next.focus();
      }
      return true;
    };

    // --- keys
    const toggleTranslation = () => {
      const off = document.body.classList.toggle("no-mt");
      byId("toggle-mt")?.setAttribute("aria-pressed", String(!off));
    };
    const turn = (rel) => document.querySelector(`a[rel="${rel}"]`)?.click();
    const help = byId("help");
    const actions = {
      j: () => step(1),
      k: () => step(-1),
      m: toggleTranslation,
      w: toggleWords,
      "/": () => search?.focus(),
      "?": () => help.showModal(),
      "[": () => turn("prev"),
      "]": () => turn("next"),
    };
    byId("toggle-mt")?.addEventListener("click", toggleTranslation);
    byId("toggle-words")?.addEventListener("click", toggleWords);
    byId("show-help")?.addEventListener("click", actions["?"]);
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
      if (event.target.matches("input, select, textarea")) {
        if (event.key === "Escape") event.target.blur();
        return;
      }
      if (walk(event) || actions[event.key]) event.preventDefault();
      if (byId("search") && actions[event.key]) actions[event.key]();
    });

    // --- paper shows what the screen folds away
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = all("details:not([open])");
      opened.forEach((details) => (details.open = true));
    });
    addEventListener("afterprint", () => opened.forEach((details) => (details.open = false)));
  });
})();
