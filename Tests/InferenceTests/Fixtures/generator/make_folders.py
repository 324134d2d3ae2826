#!/usr/bin/env python3
"""make_folders.py: writes tiny random decoders as Hugging Face folders, and what they compute, in float64.

usage: make_folders.py FOLDER

Needs numpy and nothing else. The same call writes the same bytes: every model has its own seed. Each folder stands
for what real ones differ in: hf-llama is sharded, has tied embeddings and Llama 3's rotary scaling; hf-qwen2 has
biases, another pre-tokenizer, and more rows than tokens; hf-qwen3 normalises heads; hf-phi3 has joined matrices, long and short rotary
factors, and a SentencePiece tokenizer; hf-gemma3 has norms that lack a one, and windows in 5 of 6 layers.
"""

import os
import sys

import numpy as np

import safetensors_file
from cases import decoder_cases, write_json
from hf_decoder import HuggingFaceDecoder
from tokenizer_file import QWEN2_PATTERN, QwenLevel, byte_level_file, level_split, sentence_piece_file
from vocabularies import CHAT_TEMPLATE, byte_level


def config(kind, architecture, vocabulary, **more):
    return {
        "architectures": [architecture],
        "model_type": kind,
        "hidden_act": "silu",
        "hidden_size": 64,
        "intermediate_size": 96,
        "num_hidden_layers": 1,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "max_position_embeddings": 2048,
        "rms_norm_eps": 1e-5,
        "rope_theta": 10000.0,
        "rope_scaling": None,
        "tie_word_embeddings": True,
        "torch_dtype": "float16",
        "bos_token_id": 1,
        "eos_token_id": 2,
        "vocab_size": vocabulary,
        **more,
    }


def random_weights(c, seed, dtype):
    """name → array, in the order in which Hugging Face writes them."""
    rng, tensors = np.random.default_rng(seed), {}
    kind, width, inner = c["model_type"], c["hidden_size"], c["intermediate_size"]
    head = c.get("head_dim") or width // c["num_attention_heads"]
    query, key = c["num_attention_heads"] * head, c["num_key_value_heads"] * head
    mean = 0 if kind == "gemma3_text" else 1  # what a norm's weights lie around

    def matrix(name, rows, columns, deviation=None):
        deviation = 1.2 * columns**-0.5 if deviation is None else deviation
        tensors[name + ".weight"] = (rng.standard_normal((rows, columns)) * deviation).astype(dtype)

    def norm(name, count=width):
        tensors[name + ".weight"] = (mean + 0.1 * rng.standard_normal(count)).astype(dtype)

    matrix("model.embed_tokens", c["vocab_size"], width, width**-0.5)
    for layer in range(c["num_hidden_layers"]):
        at = f"model.layers.{layer}."
        norm(at + "input_layernorm")
        norm(at + "post_attention_layernorm")
        if kind == "gemma3_text":
            norm(at + "pre_feedforward_layernorm")
            norm(at + "post_feedforward_layernorm")
        if kind in ("qwen3", "gemma3_text"):
            norm(at + "self_attn.q_norm", head)
            norm(at + "self_attn.k_norm", head)
        if kind == "phi3":
            matrix(at + "self_attn.qkv_proj", query + 2 * key, width)
            matrix(at + "mlp.gate_up_proj", 2 * inner, width)
        else:
            for part, rows in (("q", query), ("k", key), ("v", key)):
                matrix(f"{at}self_attn.{part}_proj", rows, width)
                if kind == "qwen2":
                    values = 0.5 * rng.standard_normal(rows)
                    tensors[f"{at}self_attn.{part}_proj.bias"] = values.astype(dtype)
            matrix(at + "mlp.gate_proj", inner, width)
            matrix(at + "mlp.up_proj", inner, width)
        matrix(at + "self_attn.o_proj", width, query)
        matrix(at + "mlp.down_proj", width, inner)
    norm("model.norm")
    if not c["tie_word_embeddings"]:
        matrix("lm_head", c["vocab_size"], width)
    return tensors


def write_shards(folder, tensors, count):
    if count == 1:
        safetensors_file.write(os.path.join(folder, "model.safetensors"), tensors)
        return
    names, places = list(tensors), {}
    per_shard = -(-len(names) // count)
    for shard in range(count):
        file = f"model-{shard + 1:05}-of-{count:05}.safetensors"
        part = names[shard * per_shard : (shard + 1) * per_shard]
        safetensors_file.write(os.path.join(folder, file), {name: tensors[name] for name in part})
        places.update({name: file for name in part})
    total = sum(array.nbytes for array in tensors.values())
    index = {"metadata": {"total_size": total}, "weight_map": places}
    write_json(os.path.join(folder, "model.safetensors.index.json"), index, indent=2)


def make_folder(parent, name, c, seed, tokenizer_file, tokenizer, tokenizer_config, shards=1, dtype="<f2"):
    folder = os.path.join(parent, name)
    os.makedirs(folder, exist_ok=True)
    write_json(os.path.join(folder, "config.json"), c, indent=2)
    write_json(os.path.join(folder, "tokenizer.json"), tokenizer_file)
    write_json(os.path.join(folder, "tokenizer_config.json"), tokenizer_config, indent=2)
    write_shards(folder, random_weights(c, seed, dtype), shards)
    cases = decoder_cases(name, HuggingFaceDecoder(folder), tokenizer, 8)
    write_json(os.path.join(parent, name + ".json"), cases)


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    parent = arguments[0]
    digits = {"type": "Digits", "individual_digits": True}
    level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    file, tokens, tokenizer = byte_level_file(
        {"type": "Sequence", "pretokenizers": [digits, level]}, None, pairs=False
    )
    scaling = {
        "rope_type": "llama3",
        "factor": 8.0,
        "low_freq_factor": 1.0,
        "high_freq_factor": 4.0,
        "original_max_position_embeddings": 256,
    }
    make_folder(
        parent,
        "hf-llama",
        config("llama", "LlamaForCausalLM", len(tokens), num_hidden_layers=2, rope_scaling=scaling),
        31,
        file,
        tokenizer,
        {
            "bos_token": "<|im_start|>",
            "eos_token": "<|im_end|>",
            "pad_token": "<|im_end|>",
            "unk_token": "<|endoftext|>",
            "chat_template": CHAT_TEMPLATE,
        },
        shards=2,
    )
    file, tokens, tokenizer = byte_level_file(level_split(QWEN2_PATTERN), {"type": "NFC"}, pairs=True)
    metadata = byte_level()[0]
    make_folder(
        parent,
        "hf-qwen2",
        config(
            "qwen2",
            "Qwen2ForCausalLM",
            len(tokens) + 6,
            hidden_size=32,
            num_attention_heads=2,
            num_key_value_heads=1,
            intermediate_size=256,
            rope_theta=1e6,
            use_sliding_window=False,
            sliding_window=1024,
        ),
        32,
        file,
        QwenLevel(metadata["tokenizer.ggml.tokens"][2], metadata["tokenizer.ggml.merges"][2]),
        {"add_bos_token": False, "bos_token": None, "eos_token": {"content": "<|im_end|>"}, "add_prefix_space": False},
        dtype="<f4",
    )
    file, tokens, tokenizer = byte_level_file(level_split(QWEN2_PATTERN), {"type": "NFC"}, pairs=True)
    make_folder(
        parent,
        "hf-qwen3",
        config(
            "qwen3",
            "Qwen3ForCausalLM",
            len(tokens),
            hidden_size=32,
            num_attention_heads=4,
            num_key_value_heads=2,
            head_dim=16,
            intermediate_size=64,
            rope_theta=1e6,
            attention_bias=False,
        ),
        35,
        file,
        QwenLevel(metadata["tokenizer.ggml.tokens"][2], metadata["tokenizer.ggml.merges"][2]),
        {"add_bos_token": False, "eos_token": "<|im_end|>"},
    )
    file, tokens, tokenizer = sentence_piece_file(True, [("<|end|>", True), ("<|user|>", True)])
    factors = {
        "rope_type": "longrope",
        "short_factor": [round(1 + 0.05 * index, 4) for index in range(8)],
        "long_factor": [round(2 + 0.5 * index, 4) for index in range(8)],
    }
    make_folder(
        parent,
        "hf-phi3",
        config(
            "phi3",
            "Phi3ForCausalLM",
            len(tokens),
            num_key_value_heads=4,
            tie_word_embeddings=False,
            original_max_position_embeddings=1024,
            rope_scaling=factors,
            sliding_window=None,
        ),
        33,
        file,
        tokenizer,
        {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>"},
    )
    file, tokens, tokenizer = sentence_piece_file(False, [("\n\n", False), ("<unused0>", False)])
    make_folder(
        parent,
        "hf-gemma3",
        config(
            "gemma3_text",
            "Gemma3ForCausalLM",
            len(tokens),
            hidden_size=32,
            hidden_act="gelu_pytorch_tanh",
            hidden_activation="gelu_pytorch_tanh",
            num_hidden_layers=7,
            num_attention_heads=4,
            num_key_value_heads=1,
            head_dim=16,
            intermediate_size=64,
            rope_theta=1e6,
            rope_local_base_freq=10000.0,
            sliding_window=24,
            query_pre_attn_scalar=16,
            layer_types=["full_attention" if layer == 5 else "sliding_attention" for layer in range(7)],
        ),
        34,
        file,
        tokenizer,
        {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "add_bos_token": True},
    )


if __name__ == "__main__":
    main(sys.argv[1:])
