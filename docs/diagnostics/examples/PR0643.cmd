planrun simulate tiny.yaml --grid accuracy=-5%..0%
