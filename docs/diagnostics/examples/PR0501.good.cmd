planrun evaluate log.jsonl --model v2
