"""The tool `cross-validate` as an object: see Tool/CrossValidate.swift."""

import subprocess
import sys

import numpy


class Planrun:
    def __init__(self, tool):
        self.process = subprocess.Popen([tool], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def send(self, line):
        self.process.stdin.write(line + "\n")

    def ask(self, line):
        self.send(line)
        self.process.stdin.flush()
        answer = self.process.stdout.readline().split()
        if not answer:
            sys.exit(f"cross-validate ended at: {line[:100]}")
        return numpy.array(answer, dtype=float)

    def data(self, features, labels, class_count):
        """The rows that folds are made of; no classes where the labels are numbers."""
        self.send(f"data {len(features)} {features.shape[1]} {class_count}")
        for label, row in zip(labels, features):
            self.send(" ".join([repr(float(label))] + [repr(float(value)) for value in row]))

    def fold(self, train, test):
        self.send(" ".join(["fold train", *map(str, train), "test", *map(str, test)]))

    def load(self, part, path, rows, features, class_count):
        self.send(f"load {part} {rows} {features} {class_count} {path}")

    def run(self, kind, threads, options):
        """The seconds that fitting and predicting take, by the clock and of the processor, and the predictions."""
        answer = self.ask(f"run {kind} {threads} {options}")
        return answer[:4], answer[4:]

    def probabilities(self, kind, options, class_count):
        return self.ask(f"probabilities {kind} 1 {options}").reshape(-1, class_count)

    def latency(self, kind, options):
        """The median and the 99th percentile of a row's nanoseconds."""
        return self.ask(f"latency {kind} 1 {options}")

    def close(self):
        self.process.stdin.close()
        self.process.wait()
