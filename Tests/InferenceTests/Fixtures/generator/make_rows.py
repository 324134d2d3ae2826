#!/usr/bin/env python3
"""make_rows.py: rows of every type of weights at random bits, and the numbers that they stand for (rows.json).

usage: make_rows.py FOLDER

Needs numpy. The numbers come from blocks.py, which was held to gguf-py (README.md).
"""

import json
import os
import sys

import numpy as np

import blocks

SHAPE = (3, 256)


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    rng = np.random.default_rng(41)
    types = {}
    for name, (code, *_) in blocks.TYPES.items():
        raw = blocks.random_blocks(name, SHAPE, 1, rng)
        values = blocks.decode(name, raw, SHAPE).astype("<f4")
        types[name] = {"code": code, "bytes": raw.hex(), "values": values.tobytes().hex()}
    with open(os.path.join(arguments[0], "rows.json"), "w", encoding="utf-8") as file:
        json.dump({"rows": SHAPE[0], "columns": SHAPE[1], "types": types}, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1:])
