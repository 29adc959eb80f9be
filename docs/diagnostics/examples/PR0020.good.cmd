planrun validate --fix PR0020.yaml
