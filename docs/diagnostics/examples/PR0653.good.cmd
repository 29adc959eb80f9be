planrun model train --data flowers.csv --label species --model '{decision_tree: {}}' --out flowers.model && cp flowers.model part.model; planrun model inspect part.model
