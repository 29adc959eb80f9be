planrun test PR0606.tets.yaml
