planrun execute PR0364.yaml --quiet; planrun resume tiny-1 --quiet
