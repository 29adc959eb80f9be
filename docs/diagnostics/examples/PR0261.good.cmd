planrun fmt PR0261.yaml
