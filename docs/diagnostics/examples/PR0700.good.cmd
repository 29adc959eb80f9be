{ echo label,prediction,user; seq 10001 | sed 's/.$//; s/^/a,a,/'; } | planrun evaluate - --by user --min-segment 20
