// Runs before the first paint (a classic, blocking script, between the icons and the title): says that scripts work,
// applies the reader's own choice of light or dark, and the discreet title. Without a choice the style sheet follows
// the system by itself.
(function () {
  var racine = document.documentElement;
  racine.classList.replace("no-js", "js");
  // Something is asked: until it is answered, the page says that it is at work.
  if (location.search) {
    racine.dataset.question = "";
    setTimeout(function () { if ("question" in racine.dataset) racine.dataset.question = "tarde"; }, 8000);
    // A script that does not come at all will not answer later.
    addEventListener("error", function (evenement) {
      if (evenement.target.tagName === "SCRIPT" && "question" in racine.dataset) racine.dataset.question = "tarde";
    }, true);
  }
  // A page shown in a frame of another site (?embed=1) leaves its header and footer out.
  if (/[?&]embed=1(&|$)/.test(location.search)) racine.classList.add("embed");
  try {
    var theme = localStorage.getItem("maillage.theme");
    if (theme === "dark" || theme === "light") racine.dataset.theme = theme;
    if (sessionStorage.getItem("maillage.discret")) {
      racine.classList.add("discret");
      // The first title is the document's: the one that follows never shows.
      document.head.append(document.createElement("title"));
      document.title = racine.dataset.titreDiscret;
      document.head.querySelectorAll("link[rel=icon]").forEach(function (icone) { icone.href = "data:,"; });
    }
  } catch {
    // Storage is forbidden: the system's setting stands.
  }
})();
