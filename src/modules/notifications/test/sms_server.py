"""An HTTP gateway for text messages, for tests: sms_server.py STATUS.

Says its port on standard output, then one JSON line for each request. Ends when its input is closed.
"""

import http.server
import json
import sys
import threading

STATUS = int(sys.argv[1])


class Gateway(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8")
        line = {"path": self.path, "body": body, "type": self.headers["Content-Type"],
                "key": self.headers["Idempotency-Key"], "authorization": self.headers["Authorization"] or ""}
        print(json.dumps(line), flush=True)
        self.send_response(STATUS)
        self.send_header("Content-Length", "0")
        self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
