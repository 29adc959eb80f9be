planrun test PR0607.test.yaml
