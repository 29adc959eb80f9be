#!/bin/sh
# Measures `planrun evaluate` beside DuckDB, Polars and pandas with scikit-learn on the same made-up log; prints Markdown, and fails
# where the figures differ. run.sh [ROWS [RUNS]]: ten million rows and three runs unless stated.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

if [ ! -x "$here/.venv/bin/python" ]; then python3 -m venv "$here/.venv"; fi
"$here/.venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt" >&2
make --no-print-directory -C "$root" build >&2
folder=${TMPDIR:-/tmp}/planrun-evaluation
mkdir -p "$folder"
exec "$here/.venv/bin/python" "$here/compare.py" "$root/.build/release/planrun" "$folder" "${1:-10000000}" "${2:-3}"
