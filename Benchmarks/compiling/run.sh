#!/bin/sh
# Compares the reading and compiling of plans with peers'; prints Markdown. Needs promtool (apt install prometheus).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${TMPDIR:-/tmp}/planrun-benchmark
mkdir -p "$work"

if [ ! -x "$here/.venv/bin/python" ]; then python3 -m venv "$here/.venv"; fi
"$here/.venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt" >&2
make --no-print-directory -C "$root" install PREFIX="$work/installed" DESTDIR= >&2
make --no-print-directory -C "$root" tool TOOL=compile-times >&2
swift build --package-path "$here/compose" -c release --static-swift-stdlib >&2
cc -O2 -o "$work/scan" "$here/scan.c" -lyaml
exec "$here/.venv/bin/python" "$here/compare.py" "$root" "$work" "$@"
