planrun validate tniy.yaml
