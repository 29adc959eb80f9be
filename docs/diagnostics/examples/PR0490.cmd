planrun execute --dry-run --quiet --scenario PR0490.yaml tried.yaml
