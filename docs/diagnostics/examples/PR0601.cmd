planrun test PR0601.test.yaml
