"""collector.py LOG ANSWER... - a collector of telemetry that answers as it is told

Listens on loopback and prints its port, then a line for each request to LOG:
a JSON object with path, headers, at (seconds by a clock that never goes back),
answer, and body as it came. Each request gets the next ANSWER, further ones
the last:

    200            taken
    429:SECONDS    later, and when (Retry-After); likewise 502, 503, 504; the time may be left out
    400            refused
    partial:N      taken but for N of it
    empty          taken, with a reservation that says nothing
    never          no answer at all
"""
import http.server
import json
import sys
import threading
import time

REFUSAL = b'{"code":3,"message":"no \x1b[2J thank you"}'


class Collector(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length'])).decode()
        with self.server.lock:
            answers = self.server.answers
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
            print(json.dumps({'path': self.path, 'headers': {k.lower(): v for k, v in self.headers.items()},
                              'at': time.monotonic(), 'answer': answer, 'body': body}),
                  file=self.server.log, flush=True)
        self.answer(*answer.partition(':')[::2])

    def answer(self, what, more):
        if what == 'never':
            threading.Event().wait()
        elif what == 'partial':
            key = 'rejectedSpans' if self.path.endswith('traces') else 'rejectedDataPoints'
            self.reply(200, json.dumps({'partialSuccess': {key: more, 'errorMessage': 'too \x1b[1m old'}}).encode())
        elif what == 'empty':
            self.reply(200, b'{"partialSuccess":{}}')
        else:
            self.reply(int(what), REFUSAL if what == '400' else b'{}', more)

    def reply(self, status, body, after=''):
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        if after:
            self.send_header('Retry-After', after)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def main():
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Collector)
    server.daemon_threads = True
    server.lock = threading.Lock()
    server.log = open(sys.argv[1], 'a', encoding='utf-8')
    server.answers = sys.argv[2:]
    print(server.server_port, flush=True)
    server.serve_forever()


main()
