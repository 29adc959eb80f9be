HOOK=https://example.com/x7Ff planrun validate PR0230.yaml
