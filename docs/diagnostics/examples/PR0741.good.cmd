sed 2d flowers.csv > others.csv && planrun model train --label species --model '{decision_tree: {}}' --out kept.model --data others.csv && planrun validate PR0741.yaml
