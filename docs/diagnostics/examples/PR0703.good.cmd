{ echo label,prediction,user; seq -f 'a,a,%.0f' 10001; } > log.csv; planrun evaluate log.csv --against log.csv --drift user
