#!/usr/bin/env bash
# What is staged becomes a branch of its own and one proposal: PREFIX, TITLE, BODY. Nothing when nothing changed, nor
# while a proposal of this kind is open: its branch belongs to who reviews it, and is never written to again.
set -euo pipefail
if git diff --cached --quiet; then exit 0; fi
ours='.[] | select(.isCrossRepository | not) | .headRefName'
open=$(gh pr list --state open --limit 1000 --json headRefName,isCrossRepository --jq "$ours")
case $'\n'"$open" in
  *$'\n'"$PREFIX"*)
    echo "Une proposition « $TITLE » attend déjà une relecture."
    exit 0 ;;
esac
gh auth setup-git
git config user.name "github-actions[bot]"
git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
branch="$PREFIX-$GITHUB_RUN_ID-${GITHUB_RUN_ATTEMPT:-1}"
git switch --quiet --create "$branch"
git commit --quiet --message "$TITLE"
git push --quiet origin "$branch"
gh pr create --head "$branch" --title "$TITLE" --body "$BODY"
