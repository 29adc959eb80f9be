planrun test PR0603.yaml
