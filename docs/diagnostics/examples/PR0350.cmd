planrun execute tiny.yaml --quiet; sqlite3 .planrun/journal.sqlite "UPDATE record SET bytes = CAST(replace(bytes, 'tiny', 'Tiny') AS BLOB) WHERE sequence = 1"; planrun verify tiny-1
