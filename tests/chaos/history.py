"""The one history format of a storm: JSON lines, each with `t` (seconds since the start) and `type`.

submit  user key relay body            a request to make videos goes out (again, after a lost answer)
ack     user key status ids            a definite answer to it; ids are the jobs of a 202
lost    user key why                   no answer came; the same key is sent again
event   user relay stream name id body an event of the user's stream; `stream` counts the connections
view    user relay job | jobs          a job, or all unfinished ones, as the relay answered when asked
stream  user relay stream status       a stream was answered; `stream` is its number
closed  user relay stream              it ended
cancel  user job status                 a cancel was answered
truth   asked jobs                      the statuses in the database, at a moment between `asked` and `t`
final   user job                        each job of a user, as the relay told it in the end
poison  jobs                            these were made to crash the relay and must be given up
unexpected what body                    something was seen that must not be
fault   kind link | target ...         what struck, when it struck
unspent count                           so many of the upstream's faults never struck
process name what ...                  started, ready, killed, stopped, gone; with seconds and exit status where it has one
calm                                   the last fault is over; from here on the promises run
note    text                           for the reader
"""
import json
import time


class History:
    def __init__(self, path):
        self._file = open(path, "w", encoding="utf-8", buffering=1)
        self._start = time.monotonic()

    def now(self):
        return time.monotonic() - self._start

    def write(self, type, **fields):
        self._file.write(json.dumps({"t": round(self.now(), 3), "type": type, **fields}, ensure_ascii=False) + "\n")

    def close(self):
        self._file.close()


def read(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]
