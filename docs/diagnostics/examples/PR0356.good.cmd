planrun execute tiny.yaml --quiet; planrun verify tiny-1
