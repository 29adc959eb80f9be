planrun model train --data flowers.csv --label species --model '{decision_tree: {}}' --out flowers.model && head -c 300 flowers.model > part.model; planrun model inspect part.model
