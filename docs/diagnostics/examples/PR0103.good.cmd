cat tiny.yaml | planrun validate -
