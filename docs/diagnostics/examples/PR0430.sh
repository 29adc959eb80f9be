cat > page.json
