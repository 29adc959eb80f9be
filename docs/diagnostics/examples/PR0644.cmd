planrun simulate tiny.yaml --effect accuracy=-60%
