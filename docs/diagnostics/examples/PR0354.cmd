planrun execute tiny.yaml --quiet; sqlite3 .planrun/journal.sqlite "UPDATE run SET head = zeroblob(32)"; planrun verify tiny-1
