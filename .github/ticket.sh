#!/bin/sh
# One open ticket with a label, written or brought up to date: LABEL, TITLE, and the file BODY of RUNNER_TEMP.
set -eu
gh label create "$LABEL" --force
number=$(gh issue list --label "$LABEL" --state open --json number --jq '.[0].number // ""')
if [ -n "$number" ]; then
  gh issue edit "$number" --body-file "$RUNNER_TEMP/$BODY"
else
  gh issue create --title "$TITLE" --label "$LABEL" --body-file "$RUNNER_TEMP/$BODY"
fi
