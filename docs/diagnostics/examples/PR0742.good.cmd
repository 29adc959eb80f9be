planrun model train --data flowers.csv --label species --model '{decision_tree: {}}' --out flowers.model && planrun model explain flowers.model --data flowers.csv --row 1
