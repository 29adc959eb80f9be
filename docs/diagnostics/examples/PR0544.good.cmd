planrun evaluate PR0544.jsonl --model v2
