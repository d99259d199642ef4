"""A push service, for tests: push_server.py STATUS[:RETRY_AFTER] CERTIFICATE KEY.

Opens what it is sent with the private key of the receiver in RFC 8291, by another library than Kith's own, and
verifies who says that they sent it. Says its port on standard output, then one JSON line for each request. Ends
when its input is closed.
"""

import base64
import http.server
import json
import ssl
import sys
import threading

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

STATUS, _, RETRY_AFTER = sys.argv[1].partition(":")


def from_base64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


PRIVATE = ec.derive_private_key(
    int.from_bytes(from_base64url("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"), "big"), ec.SECP256R1())
SECRET = from_base64url("BTBZMqHH6r4Tts7J_aSIgg")
OWN = from_base64url("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")


def derived(salt, secret, info, length):
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)


def opened(body):
    salt, size, sender = body[:16], int.from_bytes(body[16:20], "big"), body[21:21 + body[20]]
    assert size == 4096 and len(sender) == 65
    shared = PRIVATE.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
    secret = derived(SECRET, shared, b"WebPush: info\0" + OWN + sender, 32)
    key = derived(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
    nonce = derived(salt, secret, b"Content-Encoding: nonce\0", 12)
    try:
        record = AESGCM(key).decrypt(nonce, body[21 + body[20]:], None).rstrip(b"\0")
    except InvalidTag:
        return "cannot be opened"
    assert record.endswith(b"\2")
    return record[:-1].decode("utf-8")


def claims(authorization):
    """Of a token whose signature is that of the key beside it."""
    parts = dict(part.strip().split("=", 1) for part in authorization.removeprefix("vapid ").split(","))
    header, body, signature = parts["t"].split(".")
    assert json.loads(from_base64url(header)) == {"typ": "JWT", "alg": "ES256"}
    raw = from_base64url(signature)
    assert len(raw) == 64
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), from_base64url(parts["k"]))
    try:
        key.verify(der, f"{header}.{body}".encode(), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return {"aud": "a wrong signature", "exp": 0, "sub": ""}
    return json.loads(from_base64url(body)) | {"k": parts["k"]}


class Service(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        line = {"path": self.path, "text": opened(body), "size": len(body), "claims": claims(self.headers["Authorization"]),
                "topic": self.headers["Topic"], "ttl": self.headers["TTL"], "urgency": self.headers["Urgency"],
                "encoding": self.headers["Content-Encoding"]}
        print(json.dumps(line), flush=True)
        self.send_response(int(STATUS))
        self.send_header("Content-Length", "0")
        self.send_header("Location", "https://127.0.0.1:1/elsewhere")
        if RETRY_AFTER:
            self.send_header("Retry-After", RETRY_AFTER)
        self.end_headers()

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[2], sys.argv[3])
server.socket = context.wrap_socket(server.socket, server_side=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
