planrun evaluate PR0540.jsonl
