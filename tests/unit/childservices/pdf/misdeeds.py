"""What a function in a confined child may do, well or badly."""

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from childservices.pdf.confined import Answer
from childservices.pdf.errors import RenderRefused


def echo(data: bytes, text: str, number: int) -> Answer:
    return Answer([data, text.encode()], {"number": number, "pid": os.getpid()})


def describe() -> Answer:
    limits = (resource.RLIMIT_AS, resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE)
    return Answer(
        details={
            "cpu_left": resource.getrlimit(resource.RLIMIT_CPU)[0] - time.process_time(),
            "directory": str(Path.cwd()),
            "environment": sorted(os.environ),
            "group": os.getpgrp(),
            "limits": [resource.getrlimit(kind) for kind in limits],
            "modules": sorted({name.partition(".")[0] for name in sys.modules}),
            "networks": [name for _, name in socket.if_nameindex()],
            "pid": os.getpid(),
        }
    )


def connect(port: int) -> Answer:
    with socket.socket() as attempt:
        attempt.settimeout(1)
        return Answer(details={"error": attempt.connect_ex(("127.0.0.1", port))})


def refuse() -> Answer:
    raise RenderRefused("The paper loads a picture from elsewhere.")


def stumble() -> Answer:
    raise KeyError("Zwiebelturm")


def chatter() -> Answer:
    sys.stdout.write("Zwiebelturm\n")
    sys.stdout.flush()
    os.write(1, b"Zwiebelturm")
    os.write(2, b"Zwiebelturm")
    return Answer([sys.stdin.buffer.read()])


def spin(milliseconds: int) -> Answer:
    until = time.process_time() + milliseconds / 1000
    while time.process_time() < until:
        pass
    return Answer()


def sleep(pid_file: str) -> Answer:
    """Sleep beside a program that was started, once both numbers are written down."""
    with subprocess.Popen(["sleep", "60"]) as program:
        path = Path(pid_file)
        path.with_suffix(".new").write_text(f"{os.getpid()} {program.pid}")
        path.with_suffix(".new").rename(path)
        time.sleep(60)
    return Answer()


def grow(size: int) -> Answer:
    return Answer(details={"size": len(b"x" * size)})


def keep(size: int) -> Answer:
    _kept.append(b"x" * size)
    return Answer(details={"pid": os.getpid()})


_kept: list[bytes] = []


def write(path: str, size: int) -> Answer:
    Path(path).write_bytes(b"x" * size)
    return Answer()


def die(number: int) -> Answer:
    os.kill(os.getpid(), number)
    return Answer()


def die_once(mark: str) -> Answer:
    path = Path(mark)
    if not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Answer(details={"again": True})


def babble(count: int) -> Answer:
    """Write into the pipe of answers, which a child that was taken over can find."""
    for number in range(3, 3 + count):
        try:
            os.write(number, b'\xff\xff\xff\xff\xff\xff\xff\xff{"nonsense"')
        except OSError:
            continue
    return Answer()
