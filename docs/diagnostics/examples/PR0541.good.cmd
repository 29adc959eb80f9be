planrun evaluate PR0541.jsonl --label truth
