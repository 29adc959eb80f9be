"""A model server: two versions of a ranker behind the Open Inference Protocol, version 2, with metrics for Prometheus.

model_server.py PORT VERSION

POST /v2/models/ranker/versions/VERSION/infer answers as the protocol says, POST /rank answers one row of traffic, GET /metrics
counts what /rank did, and POST /fault {"errors": 0.3} makes so many of its answers fail.
"""

import json
import math
import random
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COLUMNS = ["bm25", "clicks", "freshness_days", "title_match"]
PORT, VERSION = int(sys.argv[1]), int(sys.argv[2])
LABEL = f"v{VERSION}"
# Version 7 was fitted to the golden rows by logistic regression; version 6 looks at the text alone.
WEIGHTS = {6: ([1.0, 0, 0, 0], -8.6), 7: ([0.752, 0.017, -0.004, 4.402], -10.492)}[VERSION]
BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0]


def relevant(row):
    weights, bias = WEIGHTS
    return sum(weight * value for weight, value in zip(weights, row)) + bias > 0


class Counts:
    def __init__(self):
        self.lock = threading.Lock()
        self.requests = self.errors = 0
        self.seconds = 0.0
        self.buckets = [0] * (len(BOUNDS) + 1)
        self.share_of_errors = 0.0

    def add(self, seconds, failed):
        with self.lock:
            self.requests += 1
            self.errors += failed
            self.seconds += seconds
            self.buckets[sum(seconds > bound for bound in BOUNDS)] += 1

    def text(self):
        with self.lock:
            lines = [
                "# TYPE requests_total counter",
                f'requests_total{{model="{LABEL}"}} {self.requests}',
                "# TYPE errors_total counter",
                f'errors_total{{model="{LABEL}"}} {self.errors}',
                "# TYPE latency_seconds histogram",
            ]
            total = 0
            for bound, count in zip(BOUNDS + [math.inf], self.buckets):
                total += count
                le = "+Inf" if bound == math.inf else bound
                lines.append(f'latency_seconds_bucket{{model="{LABEL}",le="{le}"}} {total}')
            lines.append(f'latency_seconds_sum{{model="{LABEL}"}} {self.seconds}')
            lines.append(f'latency_seconds_count{{model="{LABEL}"}} {total}')
            return "\n".join(lines) + "\n"


COUNTS = Counts()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body, kind="application/json"):
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        path = f"/v2/models/ranker/versions/{VERSION}"
        if self.path == "/metrics":
            self.answer(200, COUNTS.text(), "text/plain; version=0.0.4")
        elif self.path == path + "/ready":
            self.answer(200, {"ready": True})
        elif self.path == path:
            inputs = [{"name": "rows", "datatype": "FP64", "shape": [-1, len(COLUMNS)]}]
            outputs = [{"name": "relevant", "datatype": "BYTES", "shape": [-1, 1]}]
            self.answer(
                200,
                {
                    "name": "ranker",
                    "versions": [str(VERSION)],
                    "platform": "python",
                    "inputs": inputs,
                    "outputs": outputs,
                },
            )
        else:
            self.answer(404, {"error": "no such thing"})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        if self.path == "/rank":
            # From a router it comes with its user.
            self.rank(body.get("row", body))
        elif self.path == "/fault":
            COUNTS.share_of_errors = float(body["errors"])
            self.answer(200, {})
        elif self.path == f"/v2/models/ranker/versions/{VERSION}/infer":
            tensor = body["inputs"][0]
            width = len(COLUMNS)
            values = tensor["data"]
            rows = values if values and isinstance(values[0], list) else [
                values[start:start + width] for start in range(0, len(values), width)
            ]
            labels = ["yes" if relevant(row) else "no" for row in rows]
            output = {"name": "relevant", "datatype": "BYTES", "shape": [len(labels), 1], "data": labels}
            self.answer(200, {"model_name": "ranker", "model_version": str(VERSION), "outputs": [output]})
        else:
            self.answer(404, {"error": "no such thing"})

    def rank(self, row):
        start = time.perf_counter()
        failed = random.random() < COUNTS.share_of_errors
        result = None if failed else relevant([row[column] for column in COLUMNS])
        COUNTS.add(time.perf_counter() - start, failed)
        if failed:
            self.answer(500, {"error": "injected"})
        else:
            self.answer(200, {"relevant": result, "model": LABEL})


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


Server(("127.0.0.1", PORT), Handler).serve_forever()
