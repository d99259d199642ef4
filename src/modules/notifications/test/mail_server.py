"""An SMTP server for tests: mail_server.py MODE [CERTIFICATE KEY].

Says its port on standard output, then one JSON line for each message it took. Ends when its input is closed.
MODE: takes, refuses (550 to the receiver), rejects (554 to the text), later (451), hangs (never says a word),
starttls (takes, and asks for encryption), login (takes from "kith" with the password "letters" only).
"""

import json
import socket
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


class Handler:
    def __init__(self, mode):
        self.mode = mode

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if self.mode == "refuses":
            return "550 5.1.1 No such mailbox <" + address + ">"
        if self.mode == "later":
            return "451 4.7.1 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.mode == "rejects":
            return "554 5.6.0 Not this"
        line = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "data": envelope.original_content.decode("ascii"),
                "encrypted": session.ssl is not None}
        print(json.dumps(line), flush=True)
        return "250 OK"


def may_sign_in(server, session, envelope, mechanism, data):
    good = data.login == b"kith" and data.password == b"letters"
    return AuthResult(success=good, handled=False)


def main():
    mode = sys.argv[1]
    if mode == "hangs":
        silent = socket.create_server(("127.0.0.1", 0))
        print(silent.getsockname()[1], flush=True)
        sys.stdin.read()
        return
    options = {}
    if mode == "starttls":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2], sys.argv[3])
        options = {"tls_context": context, "require_starttls": True}
    if mode == "login":
        options = {"authenticator": may_sign_in, "auth_required": True, "auth_require_tls": False}
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    controller = Controller(Handler(mode), hostname="127.0.0.1", port=port, **options)
    controller.start()
    print(port, flush=True)
    sys.stdin.read()
    controller.stop()


main()
