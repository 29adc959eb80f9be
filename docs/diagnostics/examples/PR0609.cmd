planrun backtest PR0609.yaml
