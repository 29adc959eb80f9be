planrun evaluate PR0544.jsonl
