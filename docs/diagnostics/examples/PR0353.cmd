planrun execute tiny.yaml --quiet; sqlite3 .planrun/journal.sqlite "INSERT INTO record SELECT run, 1 + max(sequence), hash, previous, bytes FROM record"; planrun verify tiny-1
