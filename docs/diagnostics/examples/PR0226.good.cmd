planrun validate PR0226.yaml --set RATE=20/s
