planrun simulate tiny.yaml --effect accuracy
