#!/usr/bin/env python3
"""make_hidden.py: writes hidden.json: what lies in the middle of tiny decoders, the mean of its rows over a text.

usage: make_hidden.py

The layer is half of the model's blocks, as `model-layer`, the encoder of histories, takes it. Texts are cut off after as
many tokens as the narrowest window has.
"""

import json
import os

import gguf_file
from cases import rounded
from decoder import Decoder

FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LENGTH = 24
NAMES = ["tiny-llama-f32", "tiny-llama-f16", "tiny-qwen2", "tiny-gemma3"]


def case(name):
    decoder = Decoder(gguf_file.File(os.path.join(FOLDER, name + ".gguf")))
    with open(os.path.join(FOLDER, name + ".json"), encoding="utf-8") as file:
        texts = [item["tokens"][:LENGTH] for item in json.load(file)["cases"]]
    layer = decoder.blocks // 2
    means = [rounded(decoder.residual(decoder.embed(tokens), layer).mean(0)) for tokens in texts]
    return {"model": name, "layer": layer, "tokens": texts, "means": means}


with open(os.path.join(FOLDER, "hidden.json"), "w", encoding="utf-8") as file:
    json.dump([case(name) for name in NAMES], file)
    file.write("\n")
