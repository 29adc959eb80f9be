{ echo label,prediction,time; seq -f 'a,a,%.0f' 20001; } | planrun evaluate - --window 1s
