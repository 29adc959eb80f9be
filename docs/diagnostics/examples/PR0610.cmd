planrun backtest PR0610.yaml
