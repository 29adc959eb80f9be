planrun backtest PR0615.yaml
