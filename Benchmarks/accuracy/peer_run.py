"""Trains one of the peers' models and asks it about rows, in a process of its own, so that its memory is its own.

    peer_run.py sklearn|lightgbm KIND THREADS REPEATS OPTIONS TRAIN.npz TEST.npz

Prints the least seconds by the clock and of the processor for fitting and for predicting, the memory before, the most memory, and the
accuracy.
"""

import json
import os
import sys

program, kind, threads, repeats, options, train, test = sys.argv[1:]
os.environ |= {"OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads}

import time

import memory
import numpy

if program == "lightgbm":
    from peers import make_lightgbm
else:
    from peers import make

(features, labels), (asked, answers) = [(file["features"], file["labels"]) for file in (numpy.load(train), numpy.load(test))]
memory.forget_peak("self")
before = memory.resident("self")
times = []
for _ in range(int(repeats)):
    options_read = json.loads(options)
    model = make_lightgbm(options_read, int(threads)) if program == "lightgbm" else make(kind, options_read, 0, int(threads))
    marks = [(time.perf_counter(), time.process_time())]
    model.fit(features, labels)
    marks.append((time.perf_counter(), time.process_time()))
    predictions = model.predict(asked)
    marks.append((time.perf_counter(), time.process_time()))
    times.append([after - start for column in (0, 1) for start, after in zip([m[column] for m in marks], [m[column] for m in marks][1:])])
    del model
print(json.dumps([*numpy.min(times, axis=0), before, memory.peak("self"), float((predictions == answers).mean())]))
