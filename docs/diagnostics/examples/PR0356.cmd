planrun execute tiny.yaml --quiet; truncate --size 20K .planrun/journal.sqlite; planrun verify tiny-1
