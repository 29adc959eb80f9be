planrun execute PR0364.yaml --quiet; rm .planrun/units.key; planrun resume tiny-1 --quiet
