planrun model train --data flowers.csv --label species --model '{k_nearest_neighbors: {n_neighbors: 3}}' --out flowers.model
