#!/usr/bin/env python3
"""make_rounding.py: what gguf-py writes: rounded weights (rounding.json) and a whole small file (writer.gguf).

usage: make_rounding.py FOLDER

Needs numpy and gguf 0.19. The tests compare bytes: what is written here has to be what others write.
"""

import json
import os
import sys

import gguf
import numpy as np
from gguf import GGMLQuantizationType as Type
from gguf import quants


def inputs():
    """Rows of 256 weights, float32: random ones of several spreads, and blocks that are hard to round."""
    rng = np.random.default_rng(7)
    rows = [rng.standard_normal(256) * scale for scale in (1, 0.02, 300)]
    rows.append(rng.standard_t(2, 256))
    rows.append(rng.uniform(0.1, 1, 256))
    rows.append(-rng.uniform(0.1, 1, 256))
    hard = np.zeros((8, 32))
    hard[1, 3] = -1
    hard[2] = np.arange(32) - 16  # codes that lie between two
    hard[3] = (np.arange(32) - 16) * 0.5
    hard[4] = 1e-7 * np.arange(32)  # scales below what half precision holds exactly
    hard[5] = 1e-30
    hard[6, ::2], hard[6, 1::2] = 1, -1  # the largest value occurs with both signs
    hard[7] = np.linspace(-127, 127, 32) + 0.5
    rows.append(hard.reshape(-1))
    return np.array(rows, np.float32)


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    rows = inputs()
    vectors = {"columns": 256, "input": rows.astype("<f4").tobytes().hex()}
    for name in ("Q8_0", "Q4_0", "F16", "BF16"):
        vectors[name] = quants.quantize(rows, Type[name]).tobytes().hex()
    with open(os.path.join(arguments[0], "rounding.json"), "w", encoding="utf-8") as file:
        json.dump(vectors, file, separators=(",", ":"))
        file.write("\n")
    writer = gguf.GGUFWriter(os.path.join(arguments[0], "writer.gguf"), "llama")
    writer.add_uint32("llama.block_count", 2)
    writer.add_float32("llama.rope.freq_base", 10000.0)
    writer.add_bool("tokenizer.ggml.add_bos_token", True)
    writer.add_string("general.name", "täst ▁")
    writer.add_array("tokenizer.ggml.tokens", ["a", "é", "<|end|>", "zz top"])
    writer.add_array("tokenizer.ggml.token_type", [1, -2, 3])
    writer.add_array("tokenizer.ggml.scores", [0.5, -1.25])
    writer.add_tensor("odd", np.arange(3, dtype=np.float32))
    writer.add_tensor("matrix", rows[:2, :64].astype(np.float16))
    writer.add_tensor("rounded", quants.quantize(rows[:3], Type.Q8_0), raw_dtype=Type.Q8_0)
    writer.add_tensor("last", np.ones(1, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    main(sys.argv[1:])
