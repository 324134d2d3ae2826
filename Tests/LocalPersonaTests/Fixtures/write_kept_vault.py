#!/usr/bin/env python3
"""Writes the vault in `vault-v1-kept`: one with everything that commands keep beside the entries. From docs/formats.md
alone, as write_vault.py does it, whose sealing it uses; one key derivation takes half a minute (less with `pynacl`).

usage: write_kept_vault.py FOLDER

What has to be random is drawn from a fixed seed, so that it writes the same bytes each time.
"""
import json
import os
import struct
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import write_vault
from read_vault import id_text
from write_vault import PASSPHRASE, SECONDS, Writer, derived_record, draw, entry_record

write_vault.SEED, write_vault.NAME = b"a kept fixture", "all that is kept in format 1".encode()
write_vault.EPOCH, write_vault.REVISION = 1, 1

MODEL = b"\1" * 32
IDENTITY = b"\5" * 32
TEXTS = ["See you at noon.", "What was written first, edited.", "The third of an import.", "One that was added."]
HABITS = "never: utilize, at your earliest convenience\nalways greet: Hi  # a comment\nsign: Best, / A.\n"


def identity(number):
    return (number + 1) << 40 | 7


def entries():
    for number, text in enumerate(TEXTS):
        yield {"id": identity(number), "written": number * 86_400, "added": SECONDS - 1000, "kind": "note",
               "title": None, "recipient": None, "tags": ["family", "draft:edited"] if number == 0 else [], "text": text}


def counted(data):
    return struct.pack("<I", len(data)) + data


def floats(*numbers):
    return struct.pack("<I", len(numbers)) + struct.pack("<%df" % len(numbers), *numbers)


def journal():
    """An import of four, of which one was removed; a text that was added; tags; an edit; the removal."""
    tags = lambda names: bytes([len(names)]) + b"".join(counted(name.encode()) for name in names)
    ranges = lambda *commits: struct.pack("<I", len(commits)) + b"".join(struct.pack("<QQ", *c) for c in commits)
    steps = [
        (2, 4, ranges((2, 3))),
        (1, 1, ranges((5, 5))),
        (4, 1, struct.pack("<IQ", 1, identity(0)) + tags(["draft:edited"]) + tags(["family", "draft:edited"])),
        (6, 1, struct.pack("<IQ", 1, identity(1))),
        (5, 1, b""),
    ]
    data = b"PLUJ" + struct.pack("<II", 1, len(steps))
    for number, (what, count, rest) in enumerate(steps):
        data += draw(16) + struct.pack("<qBI", SECONDS - 500 + number, what, count) + rest
    return data


def drafts():
    member = {"made": SECONDS - 400, "kind": "mail", "strategy": "retrieval", "model": "smollm2", "seed": 7}
    return json.dumps([
        {**member, "id": id_text(identity(40)), "verdict": "open", "text": "See you at ten 🙂\n", "edited": "At ten.",
         "recipient": "Ann"},
        {**member, "id": id_text(identity(41)), "verdict": "rejected", "text": None, "edited": None, "kind": None,
         "recipient": None},
        {**member, "id": id_text(identity(0)), "verdict": "accepted", "text": None, "edited": None, "recipient": None},
    ], ensure_ascii=False).encode()


def term_model():
    """The tokens 1 (twice) and 300, the pair 1, 300, and no triple."""
    varying = lambda n: bytes([n]) if n < 128 else bytes([n & 127 | 128]) + varying(n >> 7)
    tokens = [2, 2, 2, 2, 299, 1]  # n-grams; children of the one context; 1 - (-1), twice; 300 - 1, once
    pairs = [1, 1, 301, 1, 0]  # n-grams; one child of the first token; none of the second
    triples = [0, 0]  # n-grams; none of the one pair
    return struct.pack("<H3d", 1, 1.0, 2.5, 40.0) + b"".join(map(varying, tokens + pairs + triples))


def learned():
    result = lambda way, *numbers: bytes(way) + struct.pack("<4d", *numbers)
    data = b"PLRN" + struct.pack("<I", 1) + bytes([3, 0, 1]) + bytes([3]) + struct.pack("<I", 2)
    data += floats(0.5, -0.25, 1.0, 8.0) + counted(term_model()) + struct.pack("<I", 2)
    data += result([0, 0, 0], 3.5, 0.0, 0.0, 0.0) + result([3, 0, 1], 3.25, -0.25, -0.5, -0.125)
    data += counted(MODEL) + counted(b"\2" * 32) + counted(b"\3" * 32)
    return data + struct.pack("<QIIIq", identity(3), 4, 1, 30, SECONDS - 300)


def checkpoint():
    data = b"PLCK" + struct.pack("<I", 1) + counted(IDENTITY) + struct.pack("<I", 5) + floats(3.5)
    data += floats(0.5, -0.5) + floats(0.25, 0.0) + floats(1.0, 0.0) + struct.pack("<I", 1)
    return data + struct.pack("<I", 4) + floats(0.25, -0.25) + struct.pack("<I", 1) + floats(3.0, 2.0, 1.0)


def evaluation():
    data = b"PLEV" + struct.pack("<I", 1) + counted(IDENTITY) + struct.pack("<I", 2)
    data += counted(b"none") + struct.pack("<II", 1, 1) + floats(3.0, 2.0, 1.0)
    return data + counted(b"stranger") + struct.pack("<I", 2) + 2 * (struct.pack("<I", 1) + floats(4.0, 2.5, 1.5))


def main():
    target = sys.argv[1]
    os.makedirs(os.path.join(target, "vault"), mode=0o700)
    vault, none, all_entries = Writer(os.path.join(target, "vault")), bytes(32), list(entries())
    one, two, three, four = map(entry_record, all_entries)
    # Commits: 1 creation; 2 and 3 an import in two batches; 4 what nothing is left of; 5 another entry; 6 tags; 7 an
    # edit; 8 a removal; 9 to 14 what is kept. Generations: 4 and 6 to 8 rewrote something.
    vault.stream(1, none, vault.segment(1, none, 5, 0, 0, 8, [(2, False, one), (2, True, two), (3, True, three),
                                                              (5, True, four)]))
    kept = [(b"undo-journal", b"", journal(), 8), (b"voice-habits", b"", HABITS.encode(), 9),
            (b"drafts", b"", drafts(), 10), (b"learn-settings", b"", b"PLST" + struct.pack("<IBBII", 1, 1, 3, 42, 4)
                                             + MODEL, 11),
            (b"learned", MODEL, learned(), 12), (b"learn-checkpoint", MODEL, checkpoint(), 13),
            (b"evaluation", MODEL, evaluation(), 14)]
    for name, fingerprint, data, commit in kept:
        record, key = derived_record(name, fingerprint, data)
        vault.stream(3, key, vault.segment(3, key, 5, 0, 0, commit, [(commit, True, record)]))
    vault.head(14, 5)
    vault.header([vault.slot(1, PASSPHRASE, b"")])
    with open(os.path.join(target, "expected.jsonl"), "x", encoding="utf-8") as f:
        for entry in all_entries:
            f.write(json.dumps({**entry, "id": id_text(entry["id"])}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
