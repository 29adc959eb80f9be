planrun simulate tiny.yaml --effect accurcy=-2%
