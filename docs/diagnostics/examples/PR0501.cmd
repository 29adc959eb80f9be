planrun evaluate log.csv
