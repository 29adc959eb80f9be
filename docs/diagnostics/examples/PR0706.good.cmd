printf 'label,prediction\na,a\n' | planrun evaluate -
