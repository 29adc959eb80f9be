planrun test PR0606.test.yaml
