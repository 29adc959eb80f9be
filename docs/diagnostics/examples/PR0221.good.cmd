planrun validate PR0221.yaml --set RATE=10/s
