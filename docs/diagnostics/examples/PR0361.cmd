planrun execute tiny.yaml --quiet; planrun hold tiny-1
