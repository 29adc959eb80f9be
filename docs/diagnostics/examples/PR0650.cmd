planrun model inspect flowers.model
