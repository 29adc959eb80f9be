planrun evaluate PR0545.jsonl --model v3
