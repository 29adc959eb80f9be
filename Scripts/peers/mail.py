"""A server that takes mail, on loopback: prints its port, and when its input ends each message as a line of JSON.

mail.py [--refuse] [--refuse-recipient ADDRESS] [--cert FILE --key FILE]        with a certificate, it takes mail over TLS only, begun by STARTTLS
"""

import argparse
import email
import email.policy
import json
import socket
import ssl
import sys

from aiosmtpd.controller import Controller

parser = argparse.ArgumentParser()
parser.add_argument("--refuse", action="store_true")
parser.add_argument("--refuse-recipient")
parser.add_argument("--cert")
parser.add_argument("--key")
options = parser.parse_args()


class Keeper:
    taken = []

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if options.refuse or address == options.refuse_recipient:
            return "550 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.taken.append({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "headers": {name: str(value) for name, value in message.items()},
            "defects": [str(defect) for defect in message.defects],
            "text": message.get_content(),
            "tls": session.ssl is not None,
        })
        return "250 taken"


context = None
if options.cert:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(options.cert, options.key)
with socket.socket() as place:
    place.bind(("127.0.0.1", 0))
    port = place.getsockname()[1]
keeper = Keeper()
controller = Controller(
    keeper, hostname="127.0.0.1", port=port, server_kwargs={"tls_context": context, "require_starttls": bool(context)}
)
controller.start()
print(port, flush=True)
sys.stdin.read()
controller.stop()
for message in keeper.taken:
    print(json.dumps(message), flush=True)
