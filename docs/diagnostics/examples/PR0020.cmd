(ulimit -f 0; planrun validate --fix PR0020.yaml)
