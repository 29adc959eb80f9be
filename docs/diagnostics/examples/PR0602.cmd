planrun test PR0602.test.yaml
