planrun validate PR0234.yaml --values PR0234.values.yaml
