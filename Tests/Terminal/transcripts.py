#!/usr/bin/env python3
"""transcripts: every flow of the program at a terminal, compared to the letter with Tests/Transcripts/NAME.txt.

usage: Tests/Terminal/transcripts.py PERSONA [NAME ...]
       Tests/Terminal/transcripts.py PERSONA --update [NAME ...]

A transcript is what a person sees. A line that begins with `$ ` is a command, run by a shell; what follows is what the
terminal shows. «text» was typed and could be seen, ‹text› was typed and could not; Enter is left out, `^C` and `^D`
are those keys. `[exit code N]` follows where N is not 0. Lines that begin with `## ` are for the reader, and those that
begin with `% ` say how the terminal is (see Settings). The files named lie in Tests/Transcripts/desk; marta.jsonl
is that of Examples.

Each flow has a home of its own. What no two runs share is masked, in the same number of characters, so that columns
and line ends are compared too (see Masks). --update writes what is seen now; read the difference before you keep it.
Exit status 1 where a transcript differs, 77 where there can be none.
"""

import concurrent.futures
import ctypes
import difflib
import os
import re
import shutil
import sys
import tempfile

from masks import Masks
from pseudo_terminal import Late, PseudoTerminal

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDER = os.path.join(TESTS, "Transcripts")
MODELS = {"smollm2": "tiny-llama-q4_1.gguf", "minilm": "tiny-bert"}
PASSPHRASE = "walnut glacier trumpet saddle orchid"
TYPED = re.compile("«(.*?)»|‹(.*?)›")
SKIPPED = 77
CHANGED = 1748779200  # 2025-06-01, at noon


class Settings:
    """What the lines with `% ` say: `columns N`, `passphrase file`, `models`, `keyring`.

    With a passphrase file the passphrase is never asked for, as most steps are not about it. A transcript that needs a
    keyring of the kernel is skipped where there is none.
    """

    def __init__(self, lines):
        widths = [int(line.split(" ")[1]) for line in lines if line.startswith("columns ")]
        self.columns = widths[0] if widths else 80
        self.has_file, self.has_models = "passphrase file" in lines, "models" in lines
        self.needs_keyring = "keyring" in lines


def copy_dated(source, target):
    """A file of which the last change is the same in every run, as an import may date a text by it."""
    shutil.copyfile(source, target)
    os.utime(target, (CHANGED, CHANGED))


class Home:
    """A folder with everything that belongs to one person."""

    def __init__(self, persona, settings):
        self.settings = settings
        self.path = tempfile.mkdtemp(prefix=Masks.HOME_PREFIX)
        shutil.copytree(os.path.join(FOLDER, "desk"), os.path.join(self.path, "desk"), copy_function=copy_dated)
        copy_dated(os.path.join(TESTS, "..", "Examples", "marta.jsonl"), os.path.join(self.path, "desk", "marta.jsonl"))
        for name in ["config/persona", "bin"]:
            os.makedirs(os.path.join(self.path, name), 0o700)
        self.write("config/persona/config", "kdf = interactive\nthreads = 1\n")
        self.write("passphrase", PASSPHRASE + "\n")
        option = f"--passphrase-file '{self.path}/passphrase'" if settings.has_file else ""
        self.write("bin/persona", f"#!/bin/sh\nexec '{os.path.abspath(persona)}' {option} \"$@\"\n", 0o755)
        self.environment = {
            "HOME": self.path, "PATH": f"{self.path}/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC",
            "TERM": "xterm", "TMPDIR": self.path, "XDG_CONFIG_HOME": f"{self.path}/config"}
        if settings.has_models:
            for name, file in MODELS.items():
                self.run(f"persona model add '{TESTS}/InferenceTests/Fixtures/{file}' --name {name}", [])

    def write(self, name, content, mode=0o600):
        with open(os.path.join(self.path, name), "w", opener=lambda path, flags: os.open(path, flags, mode)) as file:
            file.write(content)

    def run(self, line, typed):
        """What is seen, and the exit code; typed is called for each text to type, with what was seen until then."""
        terminal = PseudoTerminal(line, self.settings.columns, os.path.join(self.path, "desk"), self.environment)
        try:
            for text in typed:
                terminal.wait_for_prompt()
                terminal.type(text(terminal.seen()))
            code = terminal.finish()
        except Late:
            terminal.process.kill()
            return terminal.seen() + "\n[this is where it stopped]", 0
        return terminal.seen(), code


def join_keyring():
    """Gives this process, and all that it starts, a keyring of their own; false where the kernel refuses."""
    number = {"x86_64": 250, "aarch64": 219}.get(os.uname().machine)
    join_session_keyring = 1
    return number is not None and ctypes.CDLL(None).syscall(number, join_session_keyring, None) > 0


def steps(lines):
    """The transcript in pieces: comments, and commands with what is expected of them."""
    pieces = [[]]
    for line in lines:
        if line.startswith(("$ ", "## ", "% ")):
            pieces.append([])
        pieces[-1].append(line)
    return [piece for piece in pieces if piece]


def play(persona, name, has_keyring):
    """The transcript as it is written, and as it is seen now; nothing where that cannot be."""
    with open(os.path.join(FOLDER, name + ".txt"), encoding="utf-8") as file:
        expected = file.read().splitlines()
    settings = Settings([line[2:] for line in expected if line.startswith("% ")])
    if settings.needs_keyring and not has_keyring:
        return expected, None
    home = Home(persona, settings)
    masks = Masks(home.path)
    actual = []
    try:
        for piece in steps(expected):
            if not piece[0].startswith("$ "):
                actual += piece
                continue
            answers = [shown or hidden for shown, hidden in TYPED.findall("\n".join(piece[1:]))]
            typed = [lambda seen, text=text: masks.unmasked(text, seen) for text in answers]
            seen, code = home.run(masks.unmasked(piece[0][2:], ""), typed)
            actual.append(piece[0])
            actual += [line.rstrip() for line in masks.masked(seen).rstrip("\n").split("\n")] if seen.strip() else []
            actual += [f"[exit code {code}]"] if code else []
            actual += [""]
    finally:
        shutil.rmtree(home.path, ignore_errors=True)
    while actual and not actual[-1]:
        actual.pop()
    return expected, actual


def update(name, lines):
    with open(os.path.join(FOLDER, name + ".txt"), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def main(words):
    is_update = "--update" in words
    persona, *names = [word for word in words if word != "--update"]
    if not sys.platform.startswith("linux"):
        print("skipped: the transcripts are of Linux")
        return SKIPPED
    names = names or sorted(name[:-4] for name in os.listdir(FOLDER) if name.endswith(".txt"))
    has_keyring = join_keyring()
    status = 0
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for name, (expected, actual) in zip(names, pool.map(lambda name: play(persona, name, has_keyring), names)):
            if actual is None:
                print(f"skipped: {name} needs a keyring of the kernel")
                status = status or SKIPPED
            elif is_update:
                update(name, actual)
            elif expected != actual:
                status = 1
                names_of_both = f"{name}, expected", f"{name}, seen"
                print("\n".join(difflib.unified_diff(expected, actual, *names_of_both, lineterm="")))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
