planrun backtest PR0611.yaml
