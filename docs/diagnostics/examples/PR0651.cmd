planrun model inspect flowers.csv
