"""What divides the traffic of the demonstration: each has a command that runs it, words for the plan, and reads its share."""

import json
import socket
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


class Flagd:
    """An application that asks flagd's own client, from a file of flags."""

    plan = "{ flagd: { file: flags.json, flag: ranker } }"
    process = "gateway"

    def __init__(self, stage):
        self.file = stage.folder / "flags.json"
        self.reset()
        self.command = [
            sys.executable, HERE / "gateway.py", str(stage.ports["gateway"]), str(self.file), stage.url("baseline"),
            stage.url("candidate"),
        ]

    def reset(self):
        flag = {
            "state": "ENABLED",
            "variants": {"candidate": "v7", "baseline": "v6"},
            "defaultVariant": "baseline",
            "targeting": {"fractional": [["candidate", 0], ["baseline", 100]]},
        }
        new = self.file.with_suffix(".next")
        new.write_text(json.dumps({"flags": {"ranker": flag}}, indent=2))
        new.rename(self.file)

    def share(self):
        flags = json.loads(self.file.read_text())
        return flags["flags"]["ranker"]["targeting"]["fractional"][0][1]


class HAProxy:
    """HAProxy in front of both servers, told by its runtime socket."""

    plan = "{ haproxy: { socket: admin.sock, backend: app } }"
    process = "haproxy"
    configuration = """
global
    stats socket {folder}/admin.sock mode 600 level admin
    maxconn 500
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s
frontend in
    bind 127.0.0.1:{gateway}
    use_backend old if {{ path_beg /v2/models/ranker/versions/6 }}
    use_backend new if {{ path_beg /v2/models/ranker/versions/7 }}
    default_backend app
backend old
    server baseline 127.0.0.1:{baseline}
backend new
    server candidate 127.0.0.1:{candidate}
backend app
    balance hdr(X-User)
    hash-type consistent
    server candidate 127.0.0.1:{candidate} weight 0
    server baseline 127.0.0.1:{baseline} weight 200
"""

    def __init__(self, stage):
        self.socket = stage.folder / "admin.sock"
        file = stage.folder / "haproxy.cfg"
        file.write_text(self.configuration.format(folder=stage.folder, **stage.ports))
        self.command = ["haproxy", "-db", "-f", str(file)]

    def ask(self, command):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(5)
            connection.connect(str(self.socket))
            connection.sendall(command.encode() + b"\n")
            answer = b""
            while part := connection.recv(4096):
                answer += part
            return answer.decode()

    def weights(self):
        return [int(self.ask(f"get weight app/{name}").split()[0]) for name in ("candidate", "baseline")]

    def reset(self):
        for name, weight in (("baseline", 200), ("candidate", 0)):
            self.ask(f"set server app/{name} weight {weight}")

    def share(self):
        candidate, baseline = self.weights()
        return 100 * candidate / (candidate + baseline)


class Nginx:
    """nginx in front of both servers, told by a file that it includes."""

    plan = (
        "{ nginx: { include: split.conf, reload: [nginx, -p, ., -c, nginx.conf, -e, error.log, -s, reload],"
        " timeout: 1m } }"
    )
    process = "nginx"
    nobody = 'split_clients "$http_x_user" $ranker {\n    * baseline;\n}\n'
    configuration = """
daemon off;
worker_processes 1;
pid nginx.pid;
events {{ worker_connections 500; }}
http {{
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    include split.conf;
    upstream candidate {{ server 127.0.0.1:{candidate}; }}
    upstream baseline {{ server 127.0.0.1:{baseline}; }}
    server {{
        listen 127.0.0.1:{gateway};
        location /v2/models/ranker/versions/6 {{ proxy_pass http://baseline; }}
        location /v2/models/ranker/versions/7 {{ proxy_pass http://candidate; }}
        location / {{ proxy_pass http://$ranker; }}
    }}
}}
"""

    def __init__(self, stage):
        self.folder = stage.folder
        self.file = stage.folder / "split.conf"
        self.file.write_text(self.nobody)
        (stage.folder / "nginx.conf").write_text(self.configuration.format(**stage.ports))
        self.command = [
            "nginx", "-p", str(self.folder), "-c", str(self.folder / "nginx.conf"), "-e", str(self.folder / "error.log"),
        ]

    def reset(self):
        self.file.write_text(self.nobody)
        subprocess.run([*self.command, "-s", "reload"], check=True)

    def share(self):
        words = self.file.read_text().split("{")[1].split()
        return float(words[0].rstrip("%")) if words[0] != "*" else 100 * (words[1] == "candidate;")


ROUTERS = {"flagd": Flagd, "haproxy": HAProxy, "nginx": Nginx}
