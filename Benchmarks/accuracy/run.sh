#!/bin/sh
# Compares the bundled models with scikit-learn's; prints Markdown, and fails where the accuracies differ. `speed` as first argument
# measures time and memory.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

if [ ! -x "$here/.venv/bin/python" ]; then python3 -m venv "$here/.venv"; fi
"$here/.venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt" >&2
swift build --package-path "$root" --configuration release --product cross-validate >&2
bin=$(swift build --package-path "$root" --configuration release --show-bin-path)
script=${1:-compare}
[ $# -eq 0 ] || shift
exec "$here/.venv/bin/python" "$here/$script.py" "$bin/cross-validate" "$@"
