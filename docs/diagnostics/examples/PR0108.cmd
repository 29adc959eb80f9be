seq 1100000 | sed 's/^/- /' | planrun validate -
