planrun execute PR0360.yaml --quiet; planrun approve tiny-1 --as ann
