printf 'label,prediction\na,a\n' | gzip -n | planrun evaluate -
