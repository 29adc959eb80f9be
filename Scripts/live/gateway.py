"""An application that asks flagd's own client, from a file of flags, which version of the ranker a user gets.

gateway.py PORT FLAGS BASELINE_URL CANDIDATE_URL

POST /rank {"user": ..., "row": {...}} is handed on to the user's version, and anything under /v2/ to the version in its path.
"""

import json
import sys
import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from openfeature import api
from openfeature.contrib.provider.flagd import FlagdProvider
from openfeature.contrib.provider.flagd.config import ResolverType
from openfeature.evaluation_context import EvaluationContext

PORT, FLAGS = int(sys.argv[1]), sys.argv[2]
SERVERS = {"baseline": sys.argv[3], "candidate": sys.argv[4]}
VERSIONS = {"6": "baseline", "7": "candidate"}

# The client looks at the file each time that its deadline has passed.
PROVIDER = FlagdProvider(resolver_type=ResolverType.FILE, offline_flag_source_path=FLAGS, deadline_ms=100)
api.set_provider_and_wait(PROVIDER)
CLIENT = api.get_client()
LOCAL = threading.local()


def forward(variant, method, path, body):
    """The answer of a version's server, over a connection that the thread keeps."""
    connections = LOCAL.__dict__.setdefault("connections", {})
    for attempt in (1, 2):
        connection = connections.get(variant)
        if connection is None:
            address = urlsplit(SERVERS[variant])
            connection = connections[variant] = HTTPConnection(address.hostname, address.port, timeout=5)
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            return response.status, response.read()
        except OSError:
            connections.pop(variant, None)
            if attempt == 2:
                return 502, b'{"error": "the model server is away"}'


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def handle_any(self, method):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/rank":
            asked = json.loads(body)
            variant = CLIENT.get_string_value("ranker", "v6", EvaluationContext(asked["user"]))
            variant = "candidate" if variant == "v7" else "baseline"
            status, data = forward(variant, "POST", "/rank", json.dumps(asked["row"]))
        else:
            parts = self.path.split("/")
            version = parts[parts.index("versions") + 1] if "versions" in parts else ""
            status, data = forward(VERSIONS.get(version, "baseline"), method, self.path, body)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        self.handle_any("GET")

    def do_POST(self):
        self.handle_any("POST")


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


Server(("127.0.0.1", PORT), Handler).serve_forever()
