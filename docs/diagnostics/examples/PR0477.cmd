planrun test PR0477.test.yaml
