#!/usr/bin/env python3
"""soak: real processes on a real disk: kills at random times, and many writers and readers at once.

usage: Tests/Durability/soak.py PERSONA [--kills N] [--seconds S] [--processes N] [--seed N]

First a random mix of add, import, edit, tag and rm goes on until N of them were killed with SIGKILL, at random moments;
every id that was printed is there with its text, everything removed and acknowledged is gone, every title and tag that
was given and acknowledged is there, no other is, and of every import all or nothing, killed or not. Then S seconds of
so many writers and as many readers at once on one vault: no acknowledged entry is lost, and no reader ever sees a part
of an import. Last: the lock of a writer that was killed is taken over, and that of a living one is named. Prints what
it did; exit status 1 where anything was lost.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time

IMPORTED = 5  # entries of one import: all are there, or none
LOCKED = 11  # the exit code where another process writes


class Vault:
    def __init__(self, persona, folder):
        self.persona, self.folder = os.path.abspath(persona), folder
        self.path, self.secret = os.path.join(folder, "vault"), os.path.join(folder, "passphrase")
        with open(self.secret, "w", opener=lambda p, f: os.open(p, f, 0o600)) as file:
            file.write("a passphrase of the soak test\n")
        self.environment = {
            **os.environ, "XDG_STATE_HOME": os.path.join(folder, "state"),
            "PERSONA_MODELS": os.path.join(folder, "models"), "NO_COLOR": "1",
        }

    def start(self, *words):
        command = [
            self.persona, words[0], "--vault", self.path, "--passphrase-file", self.secret, "--no-input", *words[1:]]
        return subprocess.Popen(
            command, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *words):
        process = self.start(*words)
        out, err = process.communicate()
        return process.returncode, out.decode(), err.decode()

    def must(self, *words):
        code, out, err = self.run(*words)
        if code:
            sys.exit(f"soak: {' '.join(words)} failed with {code}: {err}")
        return out

    def entries(self):
        """The text, the title and the tags of each entry, by id."""
        lines = self.must("export", "--plaintext").splitlines()
        return {e["id"]: (e["text"], e.get("title"), frozenset(e.get("tags", []))) for e in map(json.loads, lines)}


def lines(folder, name, texts):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": text}) + "\n" for text in texts)
    return path


def kill_at_random(vault, count, rng):
    """What was acknowledged is remembered here, and compared with the vault every ten commands and at the end."""
    history, killed, number = History(), 0, 0
    usual = usual_seconds(vault)
    while killed < count:
        number += 1
        if number > 10 * count:
            sys.exit(f"soak: only {killed} of {number} commands killed: the kills came too late")
        weights = [5, 2, 2, 2, 1] if history.present else [1, 1, 0, 0, 0]
        action = rng.choices(["add", "import", "edit", "tag", "rm"], weights)[0]
        text = f"text {number} " + "x" * rng.randint(1, 3000)
        if action == "add":
            words = ("add", "--json", text)
        elif action == "import":
            words = ("import", "--json", lines(vault.folder, "more.jsonl", [f"{text} {i}" for i in range(IMPORTED)]))
        else:
            target, value = rng.choice(sorted(history.present)), f"{action}-{number}"
            words = {
                "rm": ("rm", target, "--yes"), "edit": ("edit", target, "--title", value),
                "tag": ("tag", "--add", value, target)}[action]
            history.uncertain.setdefault(target, set()).add((action, value))
        process = vault.start(*words)
        try:
            out, _ = process.communicate(timeout=usual * rng.uniform(0.3, 2.2))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            out, _ = process.communicate()
            killed += 1
        acknowledged = process.returncode == 0
        if action == "import":
            history.imports.append(text)
        if acknowledged and action in ("rm", "edit", "tag"):
            history.acknowledge(target, action, value)
        for index, identity in enumerate(ids_of(action, out)):
            history.present[identity] = (text if action == "add" else f"{text} {index}", None, frozenset())
        if number % 10 == 0 or killed == count:
            history.compare(vault.entries(), number)
            usual = usual_seconds(vault)
    if not history.present:
        sys.exit("soak: no command was done before it was killed: the kills came too early")
    print(
        f"kills: {killed} of {number} commands; {len(history.present)} printed ids, {history.counts['edit']} titles, "
        f"{history.counts['tag']} tags and {len(history.imports)} imports, none lost or torn", flush=True)


def usual_seconds(vault):
    """How long a command takes now: kills are spread over that, but for its beginning, and as long again."""
    began = time.monotonic()
    for _ in range(3):
        vault.must("list", "-n", "1")
    return (time.monotonic() - began) / 3


def ids_of(action, out):
    try:
        answer = json.loads(out)
    except ValueError:
        return []
    return [answer["id"]] if action == "add" else answer.get("ids", []) if action == "import" else []


class History:
    """What was acknowledged, and what may have happened."""

    def __init__(self):
        self.present = {}  # by id: the text, the title and the tags that have to be there
        self.gone = set()  # ids that must not come back
        self.uncertain = {}  # by id: what commands that were killed since the last comparison were to do
        self.imports = []  # the texts that imports began with, killed or not
        self.removed = set()  # the texts of removed entries, which no import misses
        self.counts = {"rm": 0, "edit": 0, "tag": 0}

    def apply(self, identity, action, value):
        text, title, tags = self.present[identity]
        self.counts[action] += 1
        if action == "rm":
            self.removed.add(self.present.pop(identity)[0])
            self.gone.add(identity)
        elif action == "edit":
            self.present[identity] = (text, value, tags)
        else:
            self.present[identity] = (text, title, tags | {value})

    def acknowledge(self, identity, action, value):
        """Of what was killed before, a removal has no say any more, nor has another title after a title."""
        over = {"rm": {"rm", "edit", "tag"}, "edit": {"rm", "edit"}, "tag": {"rm"}}[action]
        rest = {one for one in self.uncertain.pop(identity) if one[0] not in over and one != (action, value)}
        if rest:
            self.uncertain[identity] = rest
        self.apply(identity, action, value)

    def settle(self, there):
        """What the killed commands did is known once it was looked at."""
        for identity, outcomes in self.uncertain.items():
            if identity not in there:
                if any(action == "rm" for action, _ in outcomes):
                    self.apply(identity, "rm", None)
                continue
            _, title, tags = there[identity]
            for action, value in outcomes:
                if action == "edit" and value == title or action == "tag" and value in tags:
                    self.apply(identity, action, value)
        self.uncertain = {}

    def compare(self, there, number):
        self.settle(there)
        lost = [i for i, entry in self.present.items() if there.get(i) != entry]
        back = [i for i in self.gone if i in there]
        texts = {text for text, _, _ in there.values()}
        torn = []
        for stem in self.imports:
            left = [f"{stem} {i}" for i in range(IMPORTED)]
            found = sum(text in texts or text in self.removed for text in left)
            if found not in (0, IMPORTED):
                torn.append(stem[:20])
        if lost or back or torn:
            sys.exit(f"soak: after command {number}: lost or changed {lost}, came back {back}, torn imports {torn}")


def writers_and_readers(vault, seconds, count):
    end, problems, written, reads = time.monotonic() + seconds, [], {}, [0]
    guard = threading.Lock()

    def write(worker):
        number = 0
        while time.monotonic() < end and not problems:
            number += 1
            group = f"group {worker}.{number}"
            path = lines(vault.folder, f"w{worker}.jsonl", [f"{group} {i}" for i in range(IMPORTED)])
            code, out, err = vault.run("import", "--json", path)
            if code == 0:
                with guard:
                    for index, identity in enumerate(json.loads(out)["ids"]):
                        written[identity] = f"{group} {index}"
            elif code != LOCKED:
                problems.append(f"writer {worker}: {err}")

    def read(worker):
        while time.monotonic() < end and not problems:
            with guard:
                before = dict(written)
            code, out, err = vault.run("export", "--plaintext")
            if code:
                problems.append(f"reader {worker}: {err}")
                continue
            there = {e["id"]: e["text"] for e in map(json.loads, out.splitlines())}
            groups = {}
            for text in there.values():
                if text.startswith("group "):
                    groups.setdefault(text.rsplit(" ", 1)[0], []).append(text)
            torn = [g for g, members in groups.items() if len(members) != IMPORTED]
            missing = [i for i, text in before.items() if there.get(i) != text]
            if torn or missing:
                problems.append(f"reader {worker}: half a write {torn}, missing {missing}")
            with guard:
                reads[0] += 1

    threads = [threading.Thread(target=work, args=(n,)) for n in range(count) for work in (write, read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    there = {} if problems else vault.entries()
    lost = [i for i, text in written.items() if not problems and there.get(i, ("",))[0] != text]
    if problems or lost:
        sys.exit("soak: " + "; ".join(problems[:3] + lost[:3]))
    print(f"{count} writers and {count} readers for {seconds} s: {len(written)} entries, {reads[0]} reads, none lost")


def locks(vault):
    fifo = os.path.join(vault.folder, "fifo")
    os.mkfifo(fifo)
    holder = vault.start("import", "--format", "jsonl", fifo)
    keep = os.open(fifo, os.O_WRONLY)  # returns once the import, which holds the lock, waits for its text
    time.sleep(0.2)
    code, _, err = vault.run("add", "one more")
    if code == 0 or str(holder.pid) not in err:
        sys.exit(f"soak: a living writer is not named: {code} {err}")
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    os.close(keep)
    if vault.run("add", "one more")[0] != 0:
        sys.exit("soak: the lock of a dead writer is not taken over")
    print("locks: a living writer is named, a dead one's lock is taken over")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0].split(": ", 1)[1])
    parser.add_argument("persona")
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="persona-soak-") as folder:
        vault = Vault(options.persona, folder)
        vault.must("init", "--kdf", "interactive")
        kill_at_random(vault, options.kills, random.Random(options.seed))
        writers_and_readers(vault, options.seconds, options.processes)
        locks(vault)


if __name__ == "__main__":
    main()
