planrun model train --data flowers.csv --label species --model '{decision_tree: {}}' --out newer.model && planrun model inspect newer.model
