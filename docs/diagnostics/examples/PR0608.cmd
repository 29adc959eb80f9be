planrun backtest PR0608.yaml
