"""safetensors_file.py: reads and writes safetensors: a length, a JSON header, then the tensors' bytes."""

import json
import struct

import numpy as np

KINDS = {"F32": "<f4", "F16": "<f2", "I64": "<i8"}


def write(path, tensors):
    """`tensors`: name → array of one of the types above."""
    header, offset = {"__metadata__": {"format": "pt"}}, 0
    for name, array in tensors.items():
        kind = next(kind for kind, dtype in KINDS.items() if np.dtype(dtype) == array.dtype)
        header[name] = {
            "dtype": kind,
            "shape": list(array.shape),
            "data_offsets": [offset, offset + array.nbytes],
        }
        offset += array.nbytes
    encoded = json.dumps(header, separators=(",", ":")).encode()
    encoded += b" " * (-len(encoded) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(encoded)) + encoded)
        for array in tensors.values():
            file.write(array.tobytes())


def read(path):
    """name → float64 array."""
    with open(path, "rb") as file:
        raw = file.read()
    (count,) = struct.unpack_from("<Q", raw)
    header = json.loads(raw[8 : 8 + count])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        start, end = (8 + count + offset for offset in entry["data_offsets"])
        tensors[name] = (
            np.frombuffer(raw[start:end], KINDS[entry["dtype"]]).astype(np.float64).reshape(entry["shape"])
        )
    return tensors
