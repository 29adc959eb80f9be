#!/usr/bin/env python3
"""A server on loopback that answers as the tests need it, well or badly. It prints its port and ends with its standard input.

With `--answers FILE` a JSON list of `{method, path, status, headers, body, times}` says what it answers; what it was asked is
at `/_seen`.
"""

import argparse
import http.server
import json
import os
import ssl
import sys
import threading
import time
import urllib.parse


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    counts: dict[str, int] = {}
    answers: list[dict] = []
    seen: list[dict] = []
    barriers: dict[str, threading.Barrier] = {}
    lock = threading.Lock()

    def log_message(self, *arguments):
        pass

    def reply(self, status, body=b"", headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def count(self, key):
        with self.lock:
            self.counts[key] = self.counts.get(key, 0) + 1
            return self.counts[key]

    def handle_one(self):
        url = urllib.parse.urlsplit(self.path)
        given = dict(urllib.parse.parse_qsl(url.query))
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = {
            "method": self.command,
            "path": self.path,
            "headers": {name.lower(): value for name, value in self.headers.items()},
            "body": body.decode("utf-8", "replace"),
            "peer": self.client_address[1],
        }
        if url.path == "/_seen":
            return self.reply(200, json.dumps(self.seen).encode())
        with self.lock:
            self.seen.append(asked)
        if self.answers:
            return self.canned(url.path)
        getattr(self, "at" + url.path.replace("/", "_"), self.at_nowhere)(given, asked)

    do_GET = do_POST = do_PUT = do_DELETE = handle_one

    def canned(self, path):
        with self.lock:
            for answer in self.answers:
                fits = answer["path"] == path and answer.get("method", self.command) == self.command
                if fits and answer.get("times", 1) > 0:
                    if "times" in answer:
                        answer["times"] -= 1
                    break
            else:
                answer = {"status": 404, "body": "nothing here"}
        time.sleep(answer.get("delay", 0))
        body = answer.get("body", "")
        text = body if isinstance(body, str) else json.dumps(body)
        self.reply(answer.get("status", 200), text.encode(), list(answer.get("headers", {}).items()))

    def at_nowhere(self, given, asked):
        self.reply(404, b"nothing here")

    def at_echo(self, given, asked):
        self.reply(int(given.get("status", 200)), json.dumps(asked).encode(), [("X-Two", " a  b "), ("Set-Cookie", "a=b")])

    def at_slow(self, given, asked):
        time.sleep(float(given["seconds"]))
        self.reply(200, b"late")

    def at_meet(self, given, asked):
        # Answers when so many wait for it at once.
        with self.lock:
            barrier = self.barriers.setdefault("meet", threading.Barrier(int(given["n"])))
        barrier.wait(60)
        self.reply(200, b"met")

    def at_big(self, given, asked):
        self.reply(200, b"x" * int(given["bytes"]))

    def at_endless(self, given, asked):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"1000\r\n" + b"x" * 4096 + b"\r\n")
        except OSError:
            self.close_connection = True

    def at_head(self, given, asked):
        self.send_response(200)
        try:
            for number in range(100000):
                self.send_header(f"X-{number}", "x" * 100)
            self.end_headers()
        except OSError:
            pass
        self.close_connection = True

    def at_hop(self, given, asked):
        left = int(given["n"])
        status = int(given.get("status", 302))
        self.reply(status, headers=[("Location", f"/hop?n={left - 1}&status={status}" if left > 1 else "/echo")])

    def at_lead(self, given, asked):
        self.reply(int(given.get("status", 302)), headers=[("Location", given["to"])])

    def at_garbage(self, given, asked):
        self.wfile.write(b"\x00\x01 this is no HTTP\n\n" * 10)
        self.close_connection = True

    def at_close(self, given, asked):
        self.count(given.get("key", "close"))
        self.close_connection = True

    def at_half(self, given, asked):
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(b"only this")
        self.close_connection = True

    def at_flaky(self, given, asked):
        if self.count(given["key"]) <= int(given["fails"]):
            headers = [("Retry-After", given["after"])] if "after" in given else []
            return self.reply(int(given.get("status", 503)), b"not now", headers)
        self.reply(200, b"well")

    def at_count(self, given, asked):
        self.reply(200, str(self.counts.get(given["key"], 0)).encode())


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, address):
        pass


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cert")
    parser.add_argument("--key")
    parser.add_argument("--answers")
    options = parser.parse_args()
    if options.answers:
        with open(options.answers) as file:
            Handler.answers = json.load(file)
    server = Server(("127.0.0.1", 0), Handler)
    if options.cert:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.cert, options.key)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    sys.stdin.read()
    os._exit(0)


main()
