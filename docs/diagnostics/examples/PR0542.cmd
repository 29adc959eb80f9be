planrun evaluate PR0542.jsonl
