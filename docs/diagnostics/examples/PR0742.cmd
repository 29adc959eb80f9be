planrun model train --data flowers.csv --label species --model '{gaussian_naive_bayes: {}}' --out flowers.model && planrun model explain flowers.model --data flowers.csv --row 1
