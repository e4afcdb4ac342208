/**
 * The script of the report: it filters, and opens the change that an address names. Everything is
 * there without it; the filter's form, which does nothing then, is shown by the script only.
 */
export const SCRIPT = `
"use strict";
(() => {
  const form = document.getElementById("filter");
  const count = document.getElementById("filter-count");
  const changes = Array.from(document.querySelectorAll("[data-severity]"), (element) => ({
    element,
    severity: element.dataset.severity,
    blocks: element.dataset.blocks === "yes",
    consumers: new Set((element.dataset.consumers || "").split(" ")),
    text: element.textContent.toLowerCase(),
  }));
  const open = () => {
    const named = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const details = named && named.querySelector("details");
    if (details) { details.open = true; named.scrollIntoView(); }
  };
  const filter = () => {
    const wanted = new FormData(form);
    const severities = new Set(wanted.getAll("severity"));
    const words = String(wanted.get("text")).toLowerCase().split(/\\s+/).filter(Boolean);
    const consumer = wanted.get("consumer");
    const blocking = wanted.has("blocking");
    let shown = 0;
    for (const change of changes) {
      const fits = severities.has(change.severity) && (!blocking || change.blocks) &&
        (consumer === "" || change.consumers.has(consumer)) &&
        words.every((word) => change.text.includes(word));
      change.element.hidden = !fits;
      if (fits) shown++;
    }
    count.textContent = shown + " of " + changes.length + " shown";
  };
  if (form) {
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    filter();
  }
  addEventListener("hashchange", open);
  open();
})();
`;
