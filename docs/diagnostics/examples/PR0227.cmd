planrun validate PR0227.yaml --set HOOK=https://example.com/x7Ff
