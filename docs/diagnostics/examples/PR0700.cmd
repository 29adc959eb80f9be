{ echo label,prediction,user; seq 10001 | sed 's/^/a,a,/'; } | planrun evaluate - --by user
