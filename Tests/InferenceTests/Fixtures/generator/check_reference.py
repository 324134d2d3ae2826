#!/usr/bin/env python3
"""check_reference.py: compares this implementation with the numbers of llama.cpp and PyTorch.

usage: check_reference.py FOLDER [MINILM-FOLDER]

FOLDER holds tiny-llama-*.gguf, tiny-qwen*.gguf, tiny-bert-*.gguf and their .json; MINILM-FOLDER the encoder's
safetensors. Prints the largest and the rms difference as a share of the logits' spread, and how many winners
agree.
"""

import glob
import json
import os
import sys

import numpy as np

import encoder
import gguf_file
import safetensors_file
from decoder import Decoder, soft_rows

BERT_NAMES = {
    "token_embd": "embeddings.word_embeddings",
    "position_embd": "embeddings.position_embeddings",
    "token_types": "embeddings.token_type_embeddings",
    "token_embd_norm": "embeddings.LayerNorm",
    "attn_q": "attention.self.query",
    "attn_k": "attention.self.key",
    "attn_v": "attention.self.value",
    "attn_output": "attention.output.dense",
    "attn_output_norm": "attention.output.LayerNorm",
    "ffn_up": "intermediate.dense",
    "ffn_down": "output.dense",
    "layer_output_norm": "output.LayerNorm",
}


def compare_decoder(path):
    reference = json.load(open(path.replace(".gguf", ".json")))
    decoder, stride = Decoder(gguf_file.File(path)), reference["logit_stride"]
    differences, spreads, agreed, positions, loss = [], [], 0, 0, []
    for case in reference["cases"]:
        rows = decoder.embed(case["tokens"])
        for name, skip in (("plain", 0), ("after_soft_prompt", 3)):
            logits = decoder.logits(np.concatenate([soft_rows(decoder.width)[:skip], rows]))[skip:]
            theirs = np.array([position["logits"] for position in case[name]])
            differences.append(logits[:, ::stride] - theirs)
            spreads.append(theirs.std())
            winners = [position["argmax"] for position in case[name]]
            agreed += int((logits.argmax(-1) == winners).sum())
            sums = np.log(np.exp(logits).sum(-1))
            loss += [abs(a - position["logsumexp"]) for a, position in zip(sums, case[name])]
            positions += len(rows)
    difference, spread = np.concatenate(differences), np.mean(spreads)
    print(
        f"{os.path.basename(path):28} largest {abs(difference).max() / spread:.1e}  "
        f"rms {np.sqrt((difference**2).mean()) / spread:.1e}  winners {agreed}/{positions}  "
        f"logsumexp {max(loss):.1e}"
    )


def compare_encoder(path):
    file = gguf_file.File(path)
    tensors = {}
    for name in file.tensors:
        *block, part, kind = name.split(".")
        prefix = f"encoder.layer.{block[1]}." if block else ""
        tensors[f"{prefix}{BERT_NAMES[part]}.{kind}"] = file[name]
    metadata = file.metadata
    model = encoder.Encoder(
        tensors,
        metadata["bert.block_count"],
        metadata["bert.attention.head_count"],
        activation=encoder.tanh_gelu,
    )
    pooling = {1: "mean", 2: "first"}[metadata["bert.pooling_type"]]
    report(path, model, json.load(open(path.replace(".gguf", ".json")))["cases"], "embedding", pooling)


def report(path, model, cases, key, pooling="mean"):
    largest = max(abs(model.embedding(case["tokens"], pooling) - np.array(case[key])).max() for case in cases)
    print(f"{os.path.basename(path):28} largest difference of an embedding {largest:.1e}, {len(cases)} texts")


def main(arguments):
    folder = arguments[0]
    for path in sorted(glob.glob(os.path.join(folder, "tiny-[lq]*.gguf"))):
        compare_decoder(path)
    for path in sorted(glob.glob(os.path.join(folder, "tiny-bert*.gguf"))):
        compare_encoder(path)
    if len(arguments) > 1:
        tensors = safetensors_file.read(os.path.join(arguments[1], "model.safetensors"))
        cases = json.load(open(os.path.join(folder, "minilm-l6-v2.json")))["cases"]
        report("minilm (PyTorch, float32)", encoder.Encoder(tensors, 6, 12), cases, "embedding_f32")


if __name__ == "__main__":
    main(sys.argv[1:])
