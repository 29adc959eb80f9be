planrun evaluate PR0543.jsonl
