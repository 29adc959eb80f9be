iconv -f UTF-8 -t UTF-16 tiny.yaml | planrun validate -
