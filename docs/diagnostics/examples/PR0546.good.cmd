{ echo label,prediction; echo 'a,"a"'; yes 'a,b' | head -c 17M; } | planrun evaluate -
