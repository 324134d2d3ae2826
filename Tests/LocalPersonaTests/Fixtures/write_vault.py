#!/usr/bin/env python3
"""Writes the vault in `vault-v1-full`, from docs/formats.md alone: no code of the program wrote any byte of it, so that
reader and document are held to each other in the parts that the first fixture lacks. It is the counterpart of
read_vault.py, whose ciphers it uses, and as slow: two key derivations take a minute (a second with `pynacl`).

usage: write_vault.py FOLDER

What has to be random is drawn from a fixed seed, so that it writes the same bytes each time. FOLDER gets the vault,
`expected.jsonl` and `recovery-words`.
"""
import hashlib
import json
import os
import struct
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from read_vault import argon2id, chacha_block, hchacha, id_text, is_bucket, mac, poly1305

WORDS = "../../../Sources/LocalPersona/Vault/WordList+Words.swift"
PASSPHRASE = b"a fixture is no secret"
COST = (2, 19456)
NAME = "a fuller fixture of format 1".encode()
EPOCH, REVISION = 2, 3
SECONDS = 1_764_600_000  # of the last change

TEXTS = ["See you at noon.\n\nAnn", "Ärger mit der Heizung 🥶", "A long letter, edited. " * 40, "one\r\n", "two", "three"]
KINDS = ["mail", "note", "letter", "diary", "x-1", "other"]


# --- What is random, and sealing -----------------------------------------------------------------

SEED = b"a fuller fixture"
drawn = 0


def draw(count):
    global drawn
    drawn += 1
    return hashlib.shake_256(SEED + struct.pack("<I", drawn)).digest(count)


def seal(key, aad, plaintext):
    nonce = draw(24)
    subkey, nonce12 = hchacha(key, nonce[:16]), b"\0\0\0\0" + nonce[16:]
    stream = b"".join(chacha_block(subkey, 1 + i, nonce12) for i in range((len(plaintext) + 63) // 64))
    text = bytes(a ^ b for a, b in zip(plaintext, stream))
    pad = lambda b: b + b"\0" * (-len(b) % 16)
    tag = poly1305(chacha_block(subkey, 0, nonce12)[:32],
                   pad(aad) + pad(text) + struct.pack("<QQ", len(aad), len(text)))
    return nonce + text + tag


# --- Payloads ------------------------------------------------------------------------------------

def entries():
    for number, (text, kind) in enumerate(zip(TEXTS, KINDS)):
        yield {"id": (number + 1) << 40 | 99, "written": number * 86_400 - 100_000, "added": SECONDS - 1000 + number,
               "kind": kind, "title": "Öl & Gas" if number == 1 else None,
               "recipient": "Bob <bob@example.org>" if number == 0 else None,
               "tags": ["family", "日記"] if number == 2 else [], "text": text}


def entry_record(entry):
    fields = [(1, struct.pack("<Q", entry["id"])), (2, struct.pack("<q", entry["written"])),
              (3, struct.pack("<q", entry["added"])), (4, entry["kind"].encode())]
    fields += [(tag, entry[name].encode()) for tag, name in ((5, "title"), (6, "recipient")) if entry[name]]
    fields += [(7, tag.encode()) for tag in entry["tags"]] + [(8, entry["text"].encode())]
    return b"".join(struct.pack("<BI", tag, len(value)) + value for tag, value in fields)


def vector_record(rows):
    dimension = len(rows[0][1])
    return (struct.pack("<II", dimension, len(rows)) + b"".join(struct.pack("<Q", entry) for entry, _ in rows)
            + b"".join(struct.pack("<%df" % dimension, *row) for _, row in rows))


def derived_record(name, fingerprint, data):
    """The one piece of data that needs no second, and the key of its stream."""
    key = bytes([len(name)]) + name + bytes([len(fingerprint)]) + fingerprint
    return key + struct.pack("<II", 0, 1) + data, hashlib.sha256(key).digest()


# --- The vault -----------------------------------------------------------------------------------

class Writer:
    def __init__(self, folder):
        self.folder, self.id, data_key = folder, draw(16), draw(32)
        self.data_key = data_key
        self.keys = {i: hashlib.blake2b(b"", digest_size=32, key=data_key, salt=struct.pack("<QQ", i, 0),
                                        person=b"pvault-1" + b"\0" * 8).digest() for i in range(1, 6)}
        self.streams = []

    def file(self, name, data):
        with open(os.path.join(self.folder, name), "xb", opener=lambda p, f: os.open(p, f, 0o600)) as f:
            f.write(data)

    def slot(self, kind, secret, label):
        salt = draw(16)
        head = struct.pack("<BBII", kind, 1, *COST) + salt + draw(8) + struct.pack("<qH", SECONDS, len(label)) + label
        head = struct.pack("<H", 118 + len(label)) + head
        aad = b"persona slot 1\0\0" + self.id + struct.pack("<I", EPOCH) + head
        return head + seal(argon2id(secret, salt, *COST), aad, self.data_key)

    def header(self, slots):
        body = self.id + struct.pack("<QIH", REVISION, EPOCH, len(NAME)) + NAME
        body += struct.pack("<H", len(slots)) + b"".join(slots)
        start = b"persona\x1a" + struct.pack("<HHI", 1, 0, 48 + len(body) + 32)
        rest = body + mac(self.keys[1], start + body)
        self.file("header", start + hashlib.sha256(start + rest).digest() + rest)

    def segment(self, kind, key, generation, order, part, commit, frames):
        """A segment of frames, each its commit, whether it is the last of a change, and its payload."""
        name = draw(16)
        plain = struct.pack("<HHI", kind, part, EPOCH) + key + struct.pack("<QQQ", generation, order, commit)
        data = seal(self.keys[3], b"persona segm 1\0\0" + self.id + name, plain)
        for number, (added, is_last, payload) in enumerate(frames):
            tag = data[-16:]
            plain = struct.pack("<HHIQ", is_last, 0, len(payload), added) + payload
            plain += b"\0" * (next(n for n in range(len(plain), 2 << 20) if is_bucket(n)) - len(plain))
            box = seal(self.keys[3], b"persona fram 1\0\0" + self.id + name
                       + struct.pack("<QQ", generation, number) + tag, plain)
            masked = struct.pack("<IIQ", len(box), 0, number) + tag
            data += bytes(a ^ b for a, b in zip(masked, mac(self.keys[4], name + box[:24]))) + box
        self.file(name.hex(), data)
        return name + struct.pack("<QQQQ", generation, order, len(frames), len(data)) + data[-16:]

    def stream(self, kind, key, *segments):
        self.streams.append(struct.pack("<H", kind) + key + struct.pack("<I", len(segments)) + b"".join(segments))

    def head(self, commit, generation):
        plain = struct.pack("<QQQqI", commit, generation, REVISION, SECONDS, len(self.streams)) + b"".join(self.streams)
        plain += b"\0" * (-len(plain) % 1024)
        aad = b"persona head 1\0\0" + self.id + struct.pack("<I", EPOCH)
        self.file("head.%d" % EPOCH, seal(self.keys[2], aad, plain))


def recovery_words():
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, WORDS), encoding="utf-8") as f:
        words = f.read().split('"""')[1].split()
    assert len(words) == 2048
    bits = draw(16)
    number = int.from_bytes(bits, "big") << 4 | hashlib.sha256(bits).digest()[0] >> 4
    return " ".join(words[number >> shift & 2047] for shift in range(121, -1, -11))


def main():
    target = sys.argv[1]
    os.makedirs(os.path.join(target, "vault"), mode=0o700)
    vault, words, all_entries = Writer(os.path.join(target, "vault")), recovery_words(), list(entries())
    one, two, three, four, five, six = map(entry_record, all_entries)
    # Commits: 1 creation; 2 and 3 entries; 4 vectors; 5 settings; 6 a slot; 7 a new data key; 8 an edit of the third
    # entry, which divided its segment; 9 another entry; 10 other derived data. Generations: 7 was 4, 8 was 5, 10 was 6.
    none = bytes(32)
    vault.stream(1, none,
                 vault.segment(1, none, 4, 0, 0, 7, [(2, False, one), (2, True, two)]),
                 vault.segment(1, none, 5, 1, 0, 8, [(3, False, three)]),
                 vault.segment(1, none, 5, 1, 1, 8, [(3, False, four), (3, True, five), (9, True, six)]))
    model = b"\1" * 32
    rows = [(all_entries[0]["id"], (1.0, -0.5, 0.25)), (all_entries[2]["id"], (0.0, 2.0, -8.0))]
    vault.stream(2, model, vault.segment(2, model, 4, 0, 0, 7, [(4, True, vector_record(rows))]))
    # Learning may begin by itself, and no run was ever complete.
    settings, key = derived_record(b"learn-settings", b"", b"PLST" + struct.pack("<IBB", 1, 1, 0))
    vault.stream(3, key, vault.segment(3, key, 4, 0, 0, 7, [(5, True, settings)]))
    other, key = derived_record(b"fixture", b"\x09" * 32, bytes(range(256)) * 3)
    vault.stream(3, key, vault.segment(3, key, 6, 0, 0, 10, [(10, True, other)]))
    # Of a later version: kept as it is.
    vault.stream(200, model, vault.segment(200, model, 4, 0, 0, 7, [(4, True, b"opaque")]))
    vault.head(10, 6)
    vault.header([vault.slot(1, PASSPHRASE, b""), vault.slot(2, words.encode(), "Papier, zu Hause".encode())])
    with open(os.path.join(target, "expected.jsonl"), "x", encoding="utf-8") as f:
        for entry in all_entries:
            f.write(json.dumps({**entry, "id": id_text(entry["id"])}, ensure_ascii=False) + "\n")
    with open(os.path.join(target, "recovery-words"), "x", encoding="utf-8") as f:
        f.write(words + "\n")


if __name__ == "__main__":
    main()
