yes '1.4,5.1,setosa' | head -c 17M | planrun validate -
