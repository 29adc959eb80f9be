planrun validate tiny.yaml
