planrun execute tiny.yaml --quiet; planrun status tiny-1
