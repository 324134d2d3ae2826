#!/usr/bin/env python3
"""check_t5.py: compares t5.py with PyTorch's T5ForConditionalGeneration, for the weights of the tiny models.

usage: check_t5.py FOLDER

Needs torch and transformers. Prints the largest difference of a logit, in float32 and in float64, plain and after
soft-prompt rows, and of a bucket number, over all distances and several numbers of buckets.
"""

import json
import os
import sys

# This folder has a tokenizers.py of its own, which transformers must not take for the package it needs.
sys.path.append(sys.path.pop(0))

import numpy as np
import torch
import transformers
from transformers.models.t5.modeling_t5 import T5Attention

import gguf_file
from decoder import soft_rows
from t5 import T5, bucket


def weights(model):
    """The tensors of a file under the names of transformers."""
    found = {}
    for side, long, count in (("enc", "encoder", model.encoder_blocks), ("dec", "decoder", model.decoder_blocks)):
        found[f"{long}.final_layer_norm.weight"] = model.file[f"{side}.output_norm.weight"]
        found[f"{long}.block.0.layer.0.SelfAttention.relative_attention_bias.weight"] = model.file[
            f"{side}.blk.0.attn_rel_b.weight"
        ]
        for block in range(count):
            at = f"{side}.blk.{block}."
            layers = [("attn", "SelfAttention")] + ([("cross_attn", "EncDecAttention")] if side == "dec" else [])
            for number, (part, kind) in enumerate(layers):
                layer = f"{long}.block.{block}.layer.{number}."
                found[layer + "layer_norm.weight"] = model.file[f"{at}{part}_norm.weight"]
                for name in "qkvo":
                    found[f"{layer}{kind}.{name}.weight"] = model.file[f"{at}{part}_{name}.weight"]
            layer = f"{long}.block.{block}.layer.{len(layers)}."
            found[layer + "layer_norm.weight"] = model.file[at + "ffn_norm.weight"]
            gated = at + "ffn_gate.weight" in model.file
            names = {"gate": "wi_0", "up": "wi_1", "down": "wo"} if gated else {"up": "wi", "down": "wo"}
            for own, theirs in names.items():
                found[f"{layer}DenseReluDense.{theirs}.weight"] = model.file[f"{at}ffn_{own}.weight"]
    for name in ("shared", "encoder.embed_tokens", "decoder.embed_tokens"):
        found[name + ".weight"] = model.file["token_embd.weight"]
    found["lm_head.weight"] = model.output
    return {name: torch.tensor(np.array(values)) for name, values in found.items()}


def theirs_of(model):
    gated = "enc.blk.0.ffn_gate.weight" in model.file
    configuration = transformers.T5Config(
        vocab_size=len(model.output),
        d_model=model.width,
        d_kv=model.head_width,
        d_ff=model.file["enc.blk.0.ffn_up.weight"].shape[0],
        num_layers=model.encoder_blocks,
        num_decoder_layers=model.decoder_blocks,
        num_heads=model.heads,
        relative_attention_num_buckets=model.buckets,
        layer_norm_epsilon=model.epsilon,
        feed_forward_proj="gated-gelu" if gated else "relu",
        tie_word_embeddings=model.tied,
        dropout_rate=0,
    )
    configuration.tie_word_embeddings = model.tied
    theirs = transformers.T5ForConditionalGeneration(configuration).eval()
    missing, unexpected = theirs.load_state_dict(weights(model), strict=False)
    assert not missing and not unexpected, (missing, unexpected)
    return theirs


def compare(path):
    model = T5(gguf_file.File(path))
    reference = json.load(open(path.replace(".gguf", ".json")))
    for kind in (torch.float32, torch.float64):
        theirs, worst = theirs_of(model).to(kind), 0
        for case in reference["cases"]:
            rows = model.embed(case["tokens"])
            for prefix in ([], soft_rows(model.width)):
                whole = np.concatenate([np.reshape(prefix, (-1, model.width)), rows])
                own = model.logits(model.encode(whole), model.embed(case["decoder_tokens"]))
                with torch.no_grad():
                    found = theirs(
                        inputs_embeds=torch.tensor(whole, dtype=kind)[None],
                        decoder_input_ids=torch.tensor(case["decoder_tokens"])[None],
                    ).logits[0]
                worst = max(worst, abs(found.double().numpy() - own).max())
        print(f"{os.path.basename(path):20} {kind}: largest difference of a logit {worst:.1e}")


def compare_buckets():
    differing = 0
    for count in (8, 16, 32, 64, 128):
        for both_ways in (True, False):
            distances = torch.arange(-600, 601)
            theirs = T5Attention._relative_position_bucket(
                distances, bidirectional=both_ways, num_buckets=count, max_distance=128
            )
            own = [bucket(int(distance), count, both_ways) for distance in distances]
            wrong = (theirs != torch.tensor(own)).nonzero().flatten().tolist()
            differing += len(wrong)
            for at in wrong[:4]:
                print(f"{count} buckets, both ways {both_ways}: {distances[at]} is {theirs[at]}, here {own[at]}")
    print(f"buckets: {differing} of {10 * 1201} differ")


if __name__ == "__main__":
    print(f"torch {torch.__version__}, transformers {transformers.__version__}")
    compare_buckets()
    for name in ("tiny-t5", "tiny-flan-t5"):
        compare(os.path.join(sys.argv[1], name + ".gguf"))
