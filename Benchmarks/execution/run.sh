#!/bin/sh
# Measures the interpreter, the journal beside SQLite, simulations and dry runs; prints Markdown.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
make --no-print-directory -C "$root" build >&2
make --no-print-directory -C "$root" tool TOOL=execution-speed >&2
exec python3 "$here/compare.py" "$root" "${TMPDIR:-/tmp}"
