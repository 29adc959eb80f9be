"""Releases a real model through a real router, judged by a real metric store, all on this machine.

demo.py PLANRUN [--router flagd|haproxy|nginx] [--only released|rolled_back]
                [--kill planrun|prometheus|router|candidate]

Starts two model servers, a router before them (an application that divides its users by flagd's rules, unless another is
named), Prometheus, Alertmanager and a receiver of webhooks; sends traffic; and executes plans/live.yaml with its times shortened. The first run is released. In the second the
candidate's answers begin to fail while a quarter of the users have it: it is taken back, the router is at 0 again, and the alert
is delivered. `--kill` ends one of the processes for good, or planrun again and again, and says where that leads.
"""

import argparse
import csv
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.request import Request, urlopen

from routers import ROUTERS, Flagd

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# Times, counts and addresses of the plan, and what stands for them here.
SHORTER = [
    ("watch: { every: 30s, for: 15m }", "watch: { every: 1s, for: 6s, hold_for: 30s, min_samples: 5 }"),
    ("watch: { every: 1m, for: 1h }", "watch: { every: 2s, for: 6s, hold_for: 30s }"),
    ("watch: { every: 1m, for: 6h }", "watch: { every: 1s, for: 4s, hold_for: 30s }"),
    ("    for: 2m\n    keep_firing_for: 5m\n", "    keep_firing_for: 1s\n"),
]


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(url, seconds=20):
    end = time.monotonic() + seconds
    while True:
        try:
            with urlopen(url, timeout=2) as response:
                if response.status == 200:
                    return
        except OSError:
            if time.monotonic() > end:
                sys.exit(f"{url} does not answer")
            time.sleep(0.05)


class Receiver:
    """Takes what webhooks send."""

    def __init__(self, port):
        self.messages = messages = []

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_POST(self):
                messages.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(204)
                self.end_headers()

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


class Traffic:
    """Users who ask the application, each always the same, about rows of the golden data."""

    def __init__(self, port, threads=10):
        self.port = port
        self.counts = {"v6": 0, "v7": 0, "failed": 0}
        with open(ROOT / "plans/data/golden.csv") as file:
            self.rows = [{k: float(v) for k, v in row.items() if k != "relevant"} for row in csv.DictReader(file)]
        self.stopped = False
        for number in range(threads):
            threading.Thread(target=self.send, args=(random.Random(number),), daemon=True).start()

    def send(self, chance):
        connection = None
        while not self.stopped:
            user = f"user-{chance.randrange(2000)}"
            body = json.dumps({"user": user, "row": chance.choice(self.rows)})
            headers = {"Content-Type": "application/json", "X-User": user}
            try:
                connection = connection or HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("POST", "/rank", body, headers)
                answer = json.loads(connection.getresponse().read())
                self.counts[answer.get("model", "failed")] += 1
            except (OSError, ValueError, HTTPException):
                connection = None
                self.counts["failed"] += 1
            time.sleep(0.01)


class Stage:
    """The processes of one demonstration, in a folder of their own."""

    def __init__(self, planrun, router):
        self.planrun = planrun
        self.kind = router
        self.folder = Path(tempfile.mkdtemp(prefix="planrun-live-"))
        self.processes = {}
        # What starts the router again.
        self.restart = None
        names = ["baseline", "candidate", "gateway", "prometheus", "alertmanager", "receiver"]
        self.ports = {name: free_port() for name in names}
        self.receiver = Receiver(self.ports["receiver"])

    def url(self, name):
        return f"http://127.0.0.1:{self.ports[name]}"

    def start(self, name, *command):
        log = open(self.folder / f"{name}.log", "ab")
        # In a session of its own, so that its workers end with it.
        self.processes[name] = subprocess.Popen(
            command, stdout=log, stderr=log, cwd=self.folder, start_new_session=True
        )

    def start_router(self):
        self.start(self.router.process, *self.router.command)

    def kill(self, name):
        process = self.processes[name]
        if name == "planrun":
            process.send_signal(signal.SIGKILL)
        elif process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def start_all(self):
        shutil.copytree(ROOT / "plans/data", self.folder / "data")
        targets = json.dumps([self.url(name)[7:] for name in ("baseline", "candidate")])
        (self.folder / "prometheus.yml").write_text(
            "global: { scrape_interval: 250ms, scrape_timeout: 250ms }\n"
            f"scrape_configs: [{{ job_name: models, static_configs: [{{ targets: {targets} }}] }}]\n"
        )
        (self.folder / "alertmanager.yml").write_text("route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n")
        python = sys.executable
        self.start("baseline", python, HERE / "model_server.py", str(self.ports["baseline"]), "6")
        self.start("candidate", python, HERE / "model_server.py", str(self.ports["candidate"]), "7")
        self.router = self.kind(self)
        self.start_router()
        self.start(
            "prometheus", "prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path=tsdb", "--log.level=error",
            f"--web.listen-address=127.0.0.1:{self.ports['prometheus']}",
        )
        self.start(
            "alertmanager", "prometheus-alertmanager", "--config.file=alertmanager.yml", "--storage.path=alerts",
            f"--web.listen-address=127.0.0.1:{self.ports['alertmanager']}", "--cluster.listen-address=",
        )
        for name, path in [
            ("baseline", "/metrics"), ("candidate", "/metrics"), ("prometheus", "/-/ready"), ("alertmanager", "/-/ready"),
            ("gateway", "/v2/models/ranker/versions/7"),
        ]:
            wait_for(self.url(name) + path)

    def write_plan(self):
        text = (ROOT / "plans/live.yaml").read_text()
        for long, short in SHORTER:
            if long not in text:
                sys.exit(f"plans/live.yaml has no `{long}` any longer")
            text = text.replace(long, short)
        if Flagd.plan not in text:
            sys.exit(f"plans/live.yaml has no `{Flagd.plan}` any longer")
        text = text.replace(Flagd.plan, self.kind.plan)
        text = text.replace("http://127.0.0.1:8080", self.url("gateway"))
        text = text.replace("http://127.0.0.1:9093", self.url("alertmanager"))
        (self.folder / "live.yaml").write_text(text)

    def environment(self):
        return dict(os.environ, PROMETHEUS=self.url("prometheus"), ONCALL_WEBHOOK=self.url("receiver") + "/oncall")

    def fault(self, share):
        body = json.dumps({"errors": share}).encode()
        urlopen(Request(self.url("candidate") + "/fault", body, {"Content-Type": "application/json"}), timeout=5).read()

    def command(self, *arguments):
        return subprocess.run(
            [self.planrun, *arguments], cwd=self.folder, env=self.environment(), capture_output=True, text=True
        )

    def run(self, *arguments, watching):
        """Runs planrun, shows what it prints, and hands each line to `watching`; gives the exit status."""
        process = subprocess.Popen(
            [self.planrun, *arguments], cwd=self.folder, env=self.environment(), stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, bufsize=1,
        )
        self.processes["planrun"] = process
        for line in process.stdout:
            print("   ", line, end="", flush=True)
            watching(line)
        return process.wait()

    def active_alerts(self):
        with urlopen(self.url("alertmanager") + "/api/v2/alerts", timeout=5) as response:
            return [alert["labels"]["alertname"] for alert in json.load(response)]

    def stop(self):
        if self.restart:
            self.restart.cancel()
        for name, process in self.processes.items():
            self.kill(name)
            process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def expect(holds, words):
    print(("ok   " if holds else "FAIL ") + words, flush=True)
    if not holds:
        raise SystemExit(1)


def release(stage, run, kill=None, regress=False):
    """Executes the plan once; gives the exit status that the run ended with."""
    watched = {"killed": False}

    def watching(line):
        if "approval" in line and "await" in line:
            approved = stage.command("approve", run, "--as", "release-oncall")
            print("    >", approved.stdout.strip() or approved.stderr.strip(), flush=True)
        if "quarter" in line and "router gives" in line:
            if regress:
                stage.fault(0.3)
            if kill and not watched["killed"]:
                watched["killed"] = True
                print(f"    > kill -9 {kill}", flush=True)
                stage.kill(kill)
                if kill == stage.router.process:
                    # Without it nobody can take the candidate back: planrun goes on trying.
                    stage.restart = threading.Timer(45, stage.start_router)
                    stage.restart.start()

    status = stage.run("execute", "live.yaml", watching=watching)
    while status == -signal.SIGKILL:
        print(f"    > planrun resume {run}", flush=True)
        status = stage.run("resume", run, watching=watching)
    return status


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("planrun")
    parser.add_argument("--only", choices=["released", "rolled_back"])
    parser.add_argument("--kill", choices=["planrun", "prometheus", "router", "candidate"])
    parser.add_argument("--router", choices=list(ROUTERS), default="flagd")
    options = parser.parse_args()
    router = ROUTERS[options.router]
    stage = Stage(str(Path(options.planrun).resolve()), router)
    try:
        stage.start_all()
        stage.write_plan()
        traffic = Traffic(stage.ports["gateway"])
        time.sleep(2)
        number = 0
        if options.kill:
            kill = router.process if options.kill == "router" else options.kill
            status = release(stage, "ranker-v7-1", kill=kill)
            if options.kill == "planrun":
                expect(status == 0, "the run that was killed goes on and ends as released")
                expect(stage.router.share() == 100, "the router gives everyone the candidate")
            else:
                expect(status != 0, f"without the {options.kill} the candidate is not released (status {status})")
                expect(stage.router.share() == 0, "the router gives nobody the candidate")
            return
        if options.only != "rolled_back":
            number += 1
            print("\n== a good candidate", flush=True)
            status = release(stage, f"ranker-v7-{number}")
            expect(status == 0, "the run ends as released")
            expect(stage.router.share() == 100, "the router gives everyone the candidate")
            # nginx starts new workers in its own time.
            time.sleep(1)
            before = dict(traffic.counts)
            time.sleep(1)
            expect(traffic.counts["v6"] - before["v6"] < 20 < traffic.counts["v7"] - before["v7"], "and everyone has it")
            stage.router.reset()
            time.sleep(1)
        if options.only != "released":
            number += 1
            print("\n== a candidate that begins to fail", flush=True)
            status = release(stage, f"ranker-v7-{number}", regress=True)
            expect(status != 0, f"the run does not end as released (status {status})")
            expect(stage.router.share() == 0, "the router gives nobody the candidate")
            told = [message for message in stage.receiver.messages if message.get("alert") == "errors"]
            expect(any(message["state"] == "firing" for message in told), "whoever is on call was told by webhook")
            expect("errors" in stage.active_alerts(), "Alertmanager has the alert")
            # flagd's client looks at its file ten times a second.
            time.sleep(1)
            before = dict(traffic.counts)
            time.sleep(1)
            expect(traffic.counts["v7"] == before["v7"], "nobody has the candidate any longer")
        print(f"\n{sum(traffic.counts.values())} requests were sent", flush=True)
    finally:
        stage.stop()


main()
