planrun test PR0605.test.yaml
