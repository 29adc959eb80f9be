planrun execute PR0420.yaml
