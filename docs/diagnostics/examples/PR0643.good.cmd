planrun simulate tiny.yaml --runs 100 --grid accuracy=-5%..0%:6
