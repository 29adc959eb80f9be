(ulimit -f 0; planrun fmt PR0261.yaml)
