printf 'label,prediction\na,a\n' | gzip -n | head -c 20 | planrun evaluate -
