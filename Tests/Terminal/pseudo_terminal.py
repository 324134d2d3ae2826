"""pseudo_terminal: a person at a terminal, as far as a program can tell: what is typed, and what is seen.

What is seen is kept as it came, with marks where something was typed. `seen` makes of it what a person has read in the
end: no colours, of a progress line nothing once it is gone, and a page of its own set off by bars.
"""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time

SHOWN, HIDDEN, END = "\ue000", "\ue001", "\ue002"
PAGE = re.compile(r"\x1b\[\?1049h\x1b\[H(.*?)(?:\x1b\[\?1049l|$)", re.DOTALL)
CONTROLS = {"^C": "\x03", "^D": "\x04"}


class Late(Exception):
    """The program neither ended nor asked for anything."""


class PseudoTerminal:
    """A command that runs at a terminal of its own."""

    def __init__(self, line, columns, folder, environment):
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", line], stdin=slave, stdout=slave, stderr=slave, cwd=folder, env=environment,
            start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(slave)
        self.stream = b""
        self.is_over = False

    def read(self, seconds):
        """Whether anything came within so many seconds."""
        if self.is_over or not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            some = os.read(self.master, 65536)
        except OSError:
            some = b""
        self.is_over = not some
        self.stream += some
        return bool(some)

    def awaits_typing(self):
        """Whether the program asks: the cursor stands behind a prompt, or Ctrl-D was named as what ends a text."""
        if b"Ctrl-D" in self.stream:
            return True
        last = re.split(rb"[\r\n]", self.stream)[-1]
        return re.sub(rb"\x1b\[[?0-9;]*[A-Za-z]", b"", last) != b"" and b"\x1b[K" not in last

    def wait_for_prompt(self):
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            # Without a prompt it may be slow to start, or at work on the passphrase.
            quiet = 0.06 if self.awaits_typing() else 5
            if not self.read(quiet) and not self.is_over:
                return
            if self.is_over:
                break
        raise Late

    def type(self, text):
        """Types a line, or Ctrl-C or Ctrl-D, and marks it as shown or hidden."""
        echoes = bool(termios.tcgetattr(self.master)[3] & termios.ECHO)
        echo = "" if text == "^D" or not echoes else text
        mark = SHOWN if echo else HIDDEN
        before = len(self.stream)
        os.write(self.master, CONTROLS.get(text, text + "\n").encode())
        expected = len(echo.encode())
        while len(self.stream) < before + expected and self.read(5):
            pass
        rest = self.stream[before + expected:]
        self.stream = self.stream[:before] + f"{mark}{text}{END}".encode() + rest

    def finish(self):
        """Waits for the end, and returns the exit code; 128 and the number where a signal ended it."""
        deadline = time.monotonic() + 20
        while not self.is_over and time.monotonic() < deadline:
            self.read(1)
        if not self.is_over:
            self.process.kill()
            raise Late
        os.close(self.master)
        code = self.process.wait()
        return code if code >= 0 else 128 - code

    def seen(self):
        """What a person has read, with guillemets around what was typed: «seen», ‹not seen›."""
        text = self.stream.decode("utf-8", "replace").replace("\r\n", "\n")
        text = PAGE.sub(lambda page: set_off(page.group(1)), text)
        text = re.sub(r"[^\n]*\r\x1b\[K", "", text)
        text = re.sub(r"\x1b\[[0-9;]*m", "", text)
        text = re.sub(f"{SHOWN}(.*?){END}", r"«\1»", text)
        return re.sub(f"{HIDDEN}(.*?){END}", r"‹\1›", text)


def set_off(page):
    return "\n".join(f"│ {line}".rstrip() for line in page.strip("\n").split("\n")) + "\n"
