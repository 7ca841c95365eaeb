#!/usr/bin/env bash
# Prints pages of HTML with Chromium, on A4 and on Letter, without a network.
#
#   tests/shared/print_pages.sh FOLDER PAGE.html...
#
# writes FOLDER/PAGE-a4.pdf and FOLDER/PAGE-letter.pdf; where pdftoppm is, with PICTURES=1, a picture of each of their
# pages too, to look at. Ends with 3 if there is no Chromium, and says so.
set -euo pipefail

out=$1
shift

for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable chrome; do
    if browser=$(command -v "$name"); then break; fi
done
if [ -z "${browser:-}" ]; then
    echo "no Chromium here, so nothing is printed" >&2
    exit 3
fi

mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for page in "$@"; do
    name=$(basename "$page" .html)
    for paper in a4 letter; do
        # A person chooses the paper where they print; here the page says it.
        sed "0,/<\/style>/s//@page { size: $paper; }<\/style>/" "$page" >"$work/$name-$paper.html"
        # Its sandbox does not work for root, and its shared memory not in every container.
        timeout -k 5 60 "$browser" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run \
            --disable-background-networking --host-resolver-rules='MAP * ~NOTFOUND' --user-data-dir="$work/profile" \
            --no-pdf-header-footer --print-to-pdf="$out/$name-$paper.pdf" "file://$work/$name-$paper.html" \
            >"$work/said" 2>&1 || { cat "$work/said" >&2; exit 1; }
        [ -s "$out/$name-$paper.pdf" ] || { cat "$work/said" >&2; exit 1; }
        if [ -n "${PICTURES:-}" ] && command -v pdftoppm >/dev/null; then
            pdftoppm -r "${PICTURES_DPI:-60}" -png "$out/$name-$paper.pdf" "$out/$name-$paper"
        fi
    done
done
