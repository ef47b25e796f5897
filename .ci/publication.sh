#!/bin/sh
# Builds the site that is to be published. When it is refused, what is to be set stands in the job's summary, in French
# and without the tools' own lines: that is what a member of the staff reads.
said=$(mktemp)
{ make --silent publication 2>&1; echo $? > "$said.status"; } | tee "$said"
status=$(cat "$said.status")
if [ "$status" -ne 0 ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  {
    echo "### Le site n’a pas été publié"
    echo
    echo "Celui d’avant reste en ligne. Le guide dit quoi régler : « Publier pour la première fois », dans docs/guide/publier.md."
    echo
    echo '```text'
    grep -v '^make' "$said" | tail -n 30
    echo '```'
  } >> "$GITHUB_STEP_SUMMARY"
fi
rm -f "$said" "$said.status"
exit "$status"
