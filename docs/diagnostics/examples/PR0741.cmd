planrun model train --label species --model '{decision_tree: {}}' --out kept.model --data flowers.csv && planrun validate PR0741.yaml
