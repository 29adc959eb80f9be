planrun model train --data flowers.csv --label species --model '{decision_tree: {}}' --out models/flowers.model
