#!/bin/sh
# Measures the interpreter, the journal beside SQLite, simulations and dry runs; prints Markdown.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
make --no-print-directory -C "$root" build >&2
PLANRUN_TOOLS=1 swift build --package-path "$root" -c release --static-swift-stdlib --product execution-speed >&2
exec python3 "$here/compare.py" "$root" "${TMPDIR:-/tmp}"
