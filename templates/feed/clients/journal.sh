#!/bin/sh
# Keep every page of changes as it came. Usage: KEY=nd_… sh journal.sh https://desk.example/api/v1 folder
set -eu
base=$1 folder=$2
mkdir -p "$folder"
while :; do
  cursor=$(cat "$folder/cursor" 2>/dev/null || true)
  number=$(find "$folder" -name 'page-*.json' | wc -l)
  page="$folder/page-$(printf %06d "$number").json"
  set -- --silent --show-error --fail --get -H "Authorization: Bearer $KEY" -o "$folder/new"
  [ -z "$cursor" ] || set -- "$@" --data-urlencode "cursor=$cursor"
  curl "$@" "$base/changes"
  mv "$folder/new" "$page"
  sed -n 's/^{"cursor":"\([^"]*\)".*/\1/p' "$page" > "$folder/cursor"
  grep -q '"more":true' "$page" || break
done
