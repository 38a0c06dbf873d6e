// Sorting and filters of the index. Without it the table is whole, in the order of the corpus.
(() => {
  "use strict";
  document.documentElement.classList.add("js");
  document.addEventListener("DOMContentLoaded", () => {
    const all = (selector, root = document) => [...root.querySelectorAll(selector)];
    const byId = (id) => document.getElementById(id);
    const body = document.querySelector("#excerpts tbody");
    const rows = all("tr", body);
    const chosen = new Set();
    const fold = (text) => text.normalize("NFKC").toLowerCase()
      .replace(/[\u0640\u064b-\u065f\u0670]/g, "").replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه");
    const texts = new Map(rows.map((row) => [row, fold(row.textContent)]));

    const apply = () => {
      const type = byId("type")?.value ?? "";
      const query = fold(byId("search").value.trim());
      for (const row of rows) {
        const has = row.dataset.severities.split(" ");
        row.hidden = !((!chosen.size || has.some((name) => chosen.has(name))) &&
          (!type || row.dataset.types.split(" ").includes(type)) && texts.get(row).includes(query));
      }
      const shown = rows.filter((row) => !row.hidden).length;
      for (const chip of all(".chip[data-severity]")) chip.setAttribute("aria-pressed", String(chosen.has(chip.dataset.severity)));
      document.querySelector("[data-all]").setAttribute("aria-pressed", String(shown === rows.length));
      byId("status").textContent = shown === rows.length ? "" : `${shown} of ${rows.length}`;
    };
    for (const chip of all(".chip[data-severity]")) {
      chip.addEventListener("click", () => {
        if (!chosen.delete(chip.dataset.severity)) chosen.add(chip.dataset.severity);
        apply();
      });
    }
    document.querySelector("[data-all]").addEventListener("click", () => {
      chosen.clear();
      byId("search").value = "";
      if (byId("type")) byId("type").value = "";
      apply();
    });
    byId("search").addEventListener("input", apply);
    byId("type")?.addEventListener("input", apply);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && event.target === byId("search")) event.target.blur();
      if (event.key !== "/" || event.target.matches("input, select") || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      byId("search").focus();
    });

    // A failed excerpt has one cell for many columns: it sorts last, whichever way.
    const key = (row, column) => {
      const cells = [...row.cells];
      return cells.length > column ? cells[column].dataset.key : "-1";
    };
    const collator = new Intl.Collator(undefined, { numeric: true });
    for (const head of all("#excerpts thead th")) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const numbers = head.dataset.sort === "number";
        const was = head.getAttribute("aria-sort");
        const down = was ? was === "ascending" : numbers && head.cellIndex > 0;
        all("[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const compare = (a, b) => {
          const [x, y] = [key(a, head.cellIndex), key(b, head.cellIndex)];
          if ((x === "-1") !== (y === "-1")) return x === "-1" ? 1 : -1;
          const order = numbers ? Number(x) - Number(y) : collator.compare(x, y);
          return down ? -order : order;
        };
        body.append(...rows.sort(compare));
      });
    }
  });
})();
