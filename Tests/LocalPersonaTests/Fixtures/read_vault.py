#!/usr/bin/env python3
"""Reads a vault of format 1, written from docs/formats.md alone: no code of the program, no library but
Python's own. It proves that the document is enough to write a reader. It is plain, not fast: the key
derivation takes some 15 seconds (less where the package `pynacl` is installed, which is used for it).

usage: read_vault.py FOLDER PASSPHRASE_OR_RECOVERY_WORDS [EXPECTED.jsonl]

Prints each entry as a line of JSON, then what else it found. With a third argument it compares the entries
with those lines and ends with 1 where they differ.
"""
import hashlib
import json
import os
import struct
import sys

M32, M64 = 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF


# --- XChaCha20-Poly1305 -------------------------------------------------------------------------

def chacha_rounds(state):
    x = list(state)
    for _ in range(10):
        for a, b, c, d in ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
                           (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):
            x[a] = (x[a] + x[b]) & M32; x[d] ^= x[a]; x[d] = (x[d] << 16 | x[d] >> 16) & M32
            x[c] = (x[c] + x[d]) & M32; x[b] ^= x[c]; x[b] = (x[b] << 12 | x[b] >> 20) & M32
            x[a] = (x[a] + x[b]) & M32; x[d] ^= x[a]; x[d] = (x[d] << 8 | x[d] >> 24) & M32
            x[c] = (x[c] + x[d]) & M32; x[b] ^= x[c]; x[b] = (x[b] << 7 | x[b] >> 25) & M32
    return x


CONSTANTS = struct.unpack("<4I", b"expand 32-byte k")


def chacha_block(key, counter, nonce12):
    state = CONSTANTS + struct.unpack("<8I", key) + (counter,) + struct.unpack("<3I", nonce12)
    return struct.pack("<16I", *((a + b) & M32 for a, b in zip(chacha_rounds(state), state)))


def hchacha(key, nonce16):
    x = chacha_rounds(CONSTANTS + struct.unpack("<8I", key) + struct.unpack("<4I", nonce16))
    return struct.pack("<8I", *(x[:4] + x[12:]))


def poly1305(key, message):
    r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    accumulator = 0
    for i in range(0, len(message), 16):
        accumulator = (accumulator + int.from_bytes(message[i:i + 16] + b"\1", "little")) * r % ((1 << 130) - 5)
    return ((accumulator + int.from_bytes(key[16:], "little")) & ((1 << 128) - 1)).to_bytes(16, "little")


def open_box(key, aad, box):
    """The plaintext, or None where the box is not authentic."""
    if len(box) < 40:
        return None
    nonce, text, tag = box[:24], box[24:-16], box[-16:]
    subkey, nonce12 = hchacha(key, nonce[:16]), b"\0\0\0\0" + nonce[16:]
    pad = lambda b: b + b"\0" * (-len(b) % 16)
    if poly1305(chacha_block(subkey, 0, nonce12)[:32],
                pad(aad) + pad(text) + struct.pack("<QQ", len(aad), len(text))) != tag:
        return None
    stream = b"".join(chacha_block(subkey, 1 + i, nonce12) for i in range((len(text) + 63) // 64))
    return bytes(a ^ b for a, b in zip(text, stream))


# --- Argon2id, RFC 9106 -------------------------------------------------------------------------

def blake2b_long(message, length):
    prefix = struct.pack("<I", length)
    if length <= 64:
        return hashlib.blake2b(prefix + message, digest_size=length).digest()
    v = hashlib.blake2b(prefix + message).digest()
    out = v[:32]
    while length - len(out) > 64:
        v = hashlib.blake2b(v).digest()
        out += v[:32]
    return out + hashlib.blake2b(v, digest_size=length - len(out)).digest()


def quarter(v, a, b, c, d):
    va, vb, vc, vd = v[a], v[b], v[c], v[d]
    va = (va + vb + 2 * (va & M32) * (vb & M32)) & M64; vd ^= va; vd = (vd >> 32 | vd << 32) & M64
    vc = (vc + vd + 2 * (vc & M32) * (vd & M32)) & M64; vb ^= vc; vb = (vb >> 24 | vb << 40) & M64
    va = (va + vb + 2 * (va & M32) * (vb & M32)) & M64; vd ^= va; vd = (vd >> 16 | vd << 48) & M64
    vc = (vc + vd + 2 * (vc & M32) * (vd & M32)) & M64; vb ^= vc; vb = (vb >> 63 | vb << 1) & M64
    v[a], v[b], v[c], v[d] = va, vb, vc, vd


def permute(v):
    for i in range(4):
        quarter(v, i, 4 + i, 8 + i, 12 + i)
    for i in range(4):
        quarter(v, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4)


def compress(x, y):
    r = [a ^ b for a, b in zip(x, y)]
    z = r[:]
    for row in range(8):
        part = z[16 * row:16 * row + 16]
        permute(part)
        z[16 * row:16 * row + 16] = part
    for column in range(8):
        where = [16 * k + 2 * column + j for k in range(8) for j in range(2)]
        part = [z[i] for i in where]
        permute(part)
        for i, word in zip(where, part):
            z[i] = word
    return [a ^ b for a, b in zip(r, z)]


def argon2id(passphrase, salt, passes, kib):
    try:
        from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13
        return crypto_pwhash_alg(32, passphrase, salt, passes, kib * 1024, crypto_pwhash_ALG_ARGON2ID13)
    except ImportError:
        pass
    field = lambda b: struct.pack("<I", len(b)) + b
    h0 = hashlib.blake2b(struct.pack("<6I", 1, 32, kib, passes, 0x13, 2)
                         + field(passphrase) + field(salt) + field(b"") + field(b"")).digest()
    words = lambda b: list(struct.unpack("<128Q", b))
    count = kib // 4 * 4
    segment = count // 4
    memory = [None] * count
    for i in range(2):
        memory[i] = words(blake2b_long(h0 + struct.pack("<II", i, 0), 1024))
    zero = [0] * 128
    for t in range(passes):
        for s in range(4):
            independent = t == 0 and s < 2
            addresses, counter = [], 0
            for i in range(segment):
                column = s * segment + i
                if independent and i % 128 == 0:
                    counter += 1
                    block = [t, 0, s, count, passes, 2, counter] + [0] * 121
                    addresses = compress(zero, compress(zero, block))
                if t == 0 and column < 2:
                    continue
                before = memory[column - 1]
                j1 = (addresses[i % 128] if independent else before[0]) & M32
                if t == 0:
                    size, start = column - 1, 0
                else:
                    size, start = count - segment + i - 1, (s + 1) % 4 * segment
                z = size - 1 - (size * (j1 * j1 >> 32) >> 32)
                new = compress(before, memory[(start + z) % count])
                memory[column] = new if t == 0 else [a ^ b for a, b in zip(new, memory[column])]
    return blake2b_long(struct.pack("<128Q", *memory[-1]), 32)


# --- The vault ----------------------------------------------------------------------------------

class Damaged(Exception):
    pass


def need(condition, what):
    if not condition:
        raise Damaged(what)


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def bytes(self, n):
        need(0 <= n <= len(self.data) - self.at, "cut short")
        self.at += n
        return self.data[self.at - n:self.at]

    def number(self, form):
        return struct.unpack("<" + form, self.bytes(struct.calcsize(form)))[0]


def mac(key, message):
    return hashlib.blake2b(message, digest_size=32, key=key).digest()


class Vault:
    def __init__(self, folder, passphrase):
        self.folder = folder
        self.read_header(passphrase)
        self.read_head()

    def file(self, name):
        with open(os.path.join(self.folder, name), "rb") as f:
            return f.read()

    def read_header(self, passphrase):
        data = self.file("header")
        need(data[:8] == b"persona\x1a", "not a header")
        need(any(data[64:]), "wiped")
        need(hashlib.sha256(data[:16] + data[48:]).digest() == data[16:48], "header damaged")
        need(data[8:10] == b"\1\0", "newer format")
        need(data[10:12] == b"\0\0" and struct.unpack("<I", data[12:16])[0] == len(data), "header layout")
        r = Reader(data[48:-32])
        self.id, self.revision, self.epoch = r.bytes(16), r.number("Q"), r.number("I")
        self.name = r.bytes(r.number("H")).decode()
        data_key = None
        for _ in range(r.number("H")):
            start = r.at
            size = r.number("H")
            slot = r.data[start:start + size]
            r.bytes(size - 2)
            # Twelve words are tried as recovery words only, all else as a passphrase only: each try takes its time.
            words = passphrase.lower().split()
            if slot[2] != (2 if len(words) == 12 else 1) or data_key:
                continue
            need(slot[3] == 1, "unknown key derivation")
            ops, kib = struct.unpack("<II", slot[4:12])
            need(2 <= ops <= 16 and 19456 <= kib <= 2097152, "cost out of bounds")
            m = struct.unpack("<H", slot[44:46])[0]
            need(size == 118 + m, "slot layout")
            key = argon2id(passphrase if slot[2] == 1 else b" ".join(words), slot[12:28], ops, kib)
            aad = b"persona slot 1\0\0" + self.id + struct.pack("<I", self.epoch) + slot[:46 + m]
            data_key = open_box(key, aad, slot[46 + m:])
        need(r.at == len(r.data), "header layout")
        need(data_key, "wrong passphrase")
        self.keys = {i: hashlib.blake2b(b"", digest_size=32, key=data_key, salt=struct.pack("<QQ", i, 0),
                                        person=b"pvault-1" + b"\0" * 8).digest() for i in range(1, 6)}
        need(mac(self.keys[1], data[:16] + data[48:-32]) == data[-32:], "header changed on purpose")

    def read_head(self):
        aad = b"persona head 1\0\0" + self.id + struct.pack("<I", self.epoch)
        plain = open_box(self.keys[2], aad, self.file("head.%d" % self.epoch))
        need(plain is not None, "head not authentic")
        r = Reader(plain)
        self.commit, self.generation, least, self.time = (r.number(f) for f in "QQQq")
        need(least <= self.revision, "older header")
        self.streams = []
        for _ in range(r.number("I")):
            kind, key = r.number("H"), r.bytes(32)
            segments = [(r.bytes(16), r.number("Q"), r.number("Q"), r.number("Q"), r.number("Q"), r.bytes(16))
                        for _ in range(r.number("I"))]
            self.streams.append((kind, key, segments))
        need(self.streams and self.streams[0][0] == 1, "no entries")

    def frames(self, stream):
        kind, key, segments = stream
        for name, generation, order, count, length, last_tag in segments:
            data = self.file(name.hex())
            need(len(data) >= length, "segment cut short")
            data = data[:length]
            plain = open_box(self.keys[3], b"persona segm 1\0\0" + self.id + name, data[:104])
            need(plain is not None, "segment not authentic")
            r = Reader(plain)
            need(r.number("H") == kind, "stream")
            r.number("H")
            need((r.number("I"), r.bytes(32), r.number("Q"), r.number("Q")) == (self.epoch, key, generation, order),
                 "segment of another place")
            at, tag = 104, data[88:104]
            for number in range(count):
                need(length - at >= 32 + 40 + 256, "frame cut short")
                mask = mac(self.keys[4], name + data[at + 32:at + 56])
                r = Reader(bytes(a ^ b for a, b in zip(data[at:at + 32], mask)))
                size, zero, found, before = r.number("I"), r.number("I"), r.number("Q"), r.bytes(16)
                need(zero == 0 and is_bucket(size - 40) and size <= length - at - 32, "frame changed")
                need(found == number and before == tag, "frame out of place")
                box = data[at + 32:at + 32 + size]
                plain = open_box(self.keys[3], b"persona fram 1\0\0" + self.id + name
                                 + struct.pack("<QQ", generation, number) + tag, box)
                need(plain is not None, "frame changed")
                r = Reader(plain)
                need(r.number("H") in (0, 1) and r.number("H") == 0, "frame layout")
                payload_size, commit = r.number("I"), r.number("Q")
                yield r.bytes(payload_size)
                at, tag = at + 32 + size, box[-16:]
            need(at == length and tag == last_tag, "frames exchanged")

    def entries(self):
        for payload in self.frames(self.streams[0]):
            r, fields, last = Reader(payload), {}, 0
            while r.at < len(payload):
                tag, size = r.number("B"), r.number("I")
                need(tag > last or tag == last == 7, "field order")
                last = tag
                fields.setdefault(tag, []).append(r.bytes(size))
            need(all(tag in range(1, 9) or tag >= 128 for tag in fields), "unknown field")
            number = lambda tag, form: struct.unpack("<" + form, fields[tag][0])[0]
            text = lambda tag: fields[tag][0].decode() if tag in fields else None
            yield {"id": id_text(number(1, "Q")), "written": number(2, "q"), "added": number(3, "q"),
                   "kind": text(4), "title": text(5), "recipient": text(6),
                   "tags": [tag.decode() for tag in fields.get(7, [])], "text": text(8)}

    def vectors(self):
        for stream in self.streams[1:]:
            if stream[0] == 2:
                rows = {}
                for payload in self.frames(stream):
                    r = Reader(payload)
                    d, count = r.number("I"), r.number("I")
                    ids = [id_text(r.number("Q")) for _ in range(count)]
                    for entry in ids:
                        rows[entry] = struct.unpack("<%df" % d, r.bytes(4 * d))
                    need(r.at == len(payload), "vectors")
                yield stream[1].hex(), rows


    def derived(self):
        for stream in self.streams[1:]:
            if stream[0] == 3:
                data, number = b"", 0
                for number, payload in enumerate(self.frames(stream), 1):
                    r = Reader(payload)
                    name, fingerprint = r.bytes(r.number("B")), r.bytes(r.number("B"))
                    need(hashlib.sha256(payload[:r.at]).digest() == stream[1], "derived data of another stream")
                    need(r.number("I") == number - 1, "derived data out of order")
                    count = r.number("I")
                    data += r.bytes(len(payload) - r.at)
                need(number == count, "derived data incomplete")
                yield name.decode(), fingerprint.hex(), data


def is_bucket(n):
    if n == 256:
        return True
    m = 256
    while 2 * m < n:
        m *= 2
    return 256 < n <= 2 << 20 and n % (m // 4) == 0


def id_text(value):
    return "".join("0123456789abcdefghjkmnpqrstvwxyz"[value >> s & 31] for s in range(45, -1, -5))


def main():
    vault = Vault(sys.argv[1], sys.argv[2].encode())
    entries = list(vault.entries())
    for entry in entries:
        print(json.dumps(entry, ensure_ascii=False))
    for model, rows in vault.vectors():
        print("vectors of %s: %s" % (model[:8], {k: [round(x, 3) for x in v] for k, v in rows.items()}))
    for name, fingerprint, data in vault.derived():
        print("derived data %s of %s: %d bytes" % (name, fingerprint[:8], len(data)))
    print("%r: commit %d, generation %d, %d entries" % (vault.name, vault.commit, vault.generation, len(entries)))
    if len(sys.argv) > 3:
        with open(sys.argv[3], encoding="utf-8") as f:
            same = [json.loads(line) for line in f] == entries
        print("as expected" if same else "NOT AS EXPECTED")
        sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
