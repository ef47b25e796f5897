// Listens to « maillage serve »: opens the page again when the site is another, and says what is wrong meanwhile.
// Injected by the server alone; nothing of it is published.
(() => {
  const mine = document.currentScript.dataset.site;
  const KEPT = "maillage-place";
  const STYLE = `
    section { position: fixed; inset: auto 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto;
      padding: 1rem 1.5rem; border-top: 4px solid #b3261e; background: #fff; color: #1b1b1b;
      font: 1rem/1.5 system-ui, sans-serif; box-shadow: 0 -4px 24px #0006 }
    h2 { margin: 0 6rem .5rem 0; font-size: 1.125rem }
    button { position: absolute; top: 1rem; right: 1.5rem; min-height: 2.75rem; padding: 0 .75rem; font: inherit }
    ol { margin: 0; padding-left: 1.5rem }
    li { margin-bottom: .75rem; overflow-wrap: anywhere }
    code { font-weight: bold }
    p { margin: 0 }
    @media print { section { display: none } }
  `;
  let line;
  let panel;

  if (window.top !== window) return;
  back();
  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", leave);
  addEventListener("pageshow", follow);
  follow();

  // A hidden tab lets go of its line: a browser opens six of them, for all the tabs together.
  function follow() {
    if (document.visibilityState === "hidden") leave();
    else if (!line) {
      line = new EventSource("/_maillage/direct");
      line.onmessage = (event) => hear(JSON.parse(event.data));
    }
  }

  function leave() {
    line?.close();
    line = undefined;
  }

  function hear({ site, fautes, attente }) {
    if (site && site !== mine) again();
    else {
      const waiting = document.getElementById("attente");
      if (!site && waiting && attente) waiting.textContent = attente;
      tell(fautes);
    }
  }

  function again() {
    leave();
    sessionStorage.setItem(KEPT, JSON.stringify([location.pathname, scrollX, scrollY]));
    location.reload();
  }

  // The browser goes back to where one was, but to no further than the page is long when it looks.
  function back() {
    const kept = sessionStorage.getItem(KEPT);
    sessionStorage.removeItem(KEPT);
    if (!kept) return;
    const [path, x, y] = JSON.parse(kept);
    const go = () => path === location.pathname && scrollY < y && scrollTo({ left: x, top: y, behavior: "instant" });
    addEventListener("load", () => requestAnimationFrame(go));
  }

  function tell(faults) {
    panel?.remove();
    panel = undefined;
    if (!faults.length) return;
    panel = document.createElement("div");
    panel.id = "maillage-fautes";
    const root = panel.attachShadow({ mode: "open" });
    const many = faults.length > 1 ? `${faults.length} fautes` : "Une faute";
    const after = mine ? "la page montre le site d’avant." : "le site ne peut pas être montré.";
    root.append(
      add("style", STYLE),
      add("section", "", [
        add("h2", `${many} : ${after}`),
        add("button", "Masquer"),
        add("ol", "", faults.map(one)),
      ]),
    );
    const section = root.querySelector("section");
    section.setAttribute("role", "alert");
    section.lang = "fr";
    root.querySelector("button").onclick = () => panel.remove();
    document.documentElement.append(panel);
  }

  function one({ path, line, column, field, message, hint }) {
    const place = line ? `${path}:${line}:${column}` : path;
    return add("li", "", [
      add("code", field ? `${place} [${field}]` : place),
      add("p", message),
      ...(hint ? [add("p", `→ ${hint}`)] : []),
    ]);
  }

  function add(name, text, children = []) {
    const made = document.createElement(name);
    made.textContent = text;
    made.append(...children);
    return made;
  }
})();
