{ echo id,size,big; seq 1001 | awk '{ print $1 "," $1 % 7 "," $1 % 2 }'; } > many.csv; planrun validate PR0515.yaml
