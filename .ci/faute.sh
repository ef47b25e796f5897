#!/bin/sh
# After a job that failed: when the software itself is at fault (maillage ends with 3, and not with 1, which says
# that the data have problems), its report is shown to those who keep it. It holds lines of code, and no value.
for report in .cache/faute-*.txt; do
  [ -f "$report" ] || continue
  if [ -n "${GITHUB_ACTIONS:-}" ]; then
    echo "::error title=Faute du logiciel::La commande s’est arrêtée sur une faute du logiciel, pas des fiches."
  fi
  echo "Faute du logiciel, à ceux qui le tiennent :"
  cat "$report"
done
