planrun test PR0600.test.yaml
