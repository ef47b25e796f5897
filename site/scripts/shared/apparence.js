// Runs before the first paint (a classic, blocking script): says that scripts work, and applies the
// reader's own choice of light or dark. Without a choice the style sheet follows the system by itself.
(function () {
  var racine = document.documentElement;
  racine.classList.replace("no-js", "js");
  // A page shown in a frame of another site (?embed=1) leaves its header and footer out.
  if (/[?&]embed=1(&|$)/.test(location.search)) racine.classList.add("embed");
  try {
    var theme = localStorage.getItem("maillage.theme");
    if (theme === "dark" || theme === "light") racine.dataset.theme = theme;
  } catch {
    // Storage is forbidden: the system's setting stands.
  }
})();
