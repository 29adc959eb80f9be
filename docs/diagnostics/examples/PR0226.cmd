planrun validate PR0226.yaml --set RAT=20/s
