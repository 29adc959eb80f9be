planrun execute tiny.yaml --quiet; sqlite3 .planrun/journal.sqlite "DELETE FROM record WHERE sequence = 3"; planrun verify tiny-1
