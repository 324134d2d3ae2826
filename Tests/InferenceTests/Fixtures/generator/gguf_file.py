"""gguf_file.py: reads and writes GGUF version 3, little-endian, as far as the fixtures need it."""

import struct

import numpy as np

import blocks

UINT8, UINT32, INT32, FLOAT32, BOOL, STRING, ARRAY, UINT64 = 0, 4, 5, 6, 7, 8, 9, 10
SCALARS = {
    0: "<B",
    1: "<b",
    2: "<H",
    3: "<h",
    4: "<I",
    5: "<i",
    6: "<f",
    7: "<?",
    10: "<Q",
    11: "<q",
    12: "<d",
}
ALIGNMENT = 32


def write(path, metadata, tensors):
    """`metadata`: key → (type, value) or (ARRAY, type, values); `tensors`: name → (type, shape, bytes)."""
    out = bytearray(b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(metadata)))

    def put(kind, value):
        if kind == STRING:
            encoded = value.encode()
            out.extend(struct.pack("<Q", len(encoded)) + encoded)
        else:
            out.extend(struct.pack(SCALARS[kind], value))

    for key, (kind, *value) in metadata.items():
        put(STRING, key)
        put(UINT32, kind)
        if kind == ARRAY:
            element, values = value
            put(UINT32, element)
            put(UINT64, len(values))
            for item in values:
                put(element, item)
        else:
            put(kind, value[0])
    offset = 0
    for name, (kind, shape, raw) in tensors.items():
        put(STRING, name)
        put(UINT32, len(shape))
        for size in reversed(shape):  # GGUF names the fastest dimension first
            put(UINT64, size)
        put(UINT32, blocks.TYPES[kind][0])
        put(UINT64, offset)
        offset += -(-len(raw) // ALIGNMENT) * ALIGNMENT
    for _, _, raw in tensors.values():
        out.extend(bytes(-len(out) % ALIGNMENT))
        out.extend(raw)
    out.extend(bytes(-len(out) % ALIGNMENT))
    with open(path, "wb") as file:
        file.write(out)


class File:
    """The metadata of a file, and its tensors as float64 arrays, decoded when first asked for."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.raw = file.read()
        self.at = 24
        assert self.raw[:4] == b"GGUF"
        tensor_count, key_count = struct.unpack_from("<QQ", self.raw, 8)
        self.metadata = {}
        for _ in range(key_count):
            key = self.take(STRING)
            self.metadata[key] = self.take(self.take(UINT32))
        self.tensors = {}
        for _ in range(tensor_count):
            name = self.take(STRING)
            shape = tuple(reversed([self.take(UINT64) for _ in range(self.take(UINT32))]))
            self.tensors[name] = (blocks.NAMES[self.take(UINT32)], shape, self.take(UINT64))
        self.data = -(-self.at // ALIGNMENT) * ALIGNMENT
        self.decoded = {}

    def take(self, kind):
        if kind == STRING:
            count = self.take(UINT64)
            self.at += count
            return self.raw[self.at - count : self.at].decode()
        if kind == ARRAY:
            element, count = self.take(UINT32), self.take(UINT64)
            return [self.take(element) for _ in range(count)]
        (value,) = struct.unpack_from(SCALARS[kind], self.raw, self.at)
        self.at += struct.calcsize(SCALARS[kind])
        return value

    def __contains__(self, name):
        return name in self.tensors

    def __getitem__(self, name):
        if name not in self.decoded:
            kind, shape, offset = self.tensors[name]
            start = self.data + offset
            self.decoded[name] = blocks.decode(
                kind, self.raw[start : start + blocks.byte_count(kind, shape)], shape
            )
        return self.decoded[name]
