planrun simulate tiny.yaml --runs 100 --effect accuracy=-2%
