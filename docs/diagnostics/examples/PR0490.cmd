planrun execute --dry-run --scenario PR0490.yaml tried.yaml
