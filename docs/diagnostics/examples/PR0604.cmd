planrun test PR0604.test.yaml
