printf 'PAR1\025\004' | planrun evaluate -
