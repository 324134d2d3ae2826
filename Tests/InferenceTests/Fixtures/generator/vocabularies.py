"""vocabularies.py: the vocabularies of the tiny decoders, as their files carry them, and the tokenizers for them."""

import tokenizers
from gguf_file import ARRAY, BOOL, FLOAT32, INT32, STRING, UINT32

LETTERS = "etaoinshrdlucmfwygpb,.ADT"
# Each piece is the join of two earlier ones, so that it can be reached; an earlier one scores higher.
PIECES = (
    "▁t he ▁the in er an ▁a on re or ▁s and en ▁th ▁o ther ▁other ▁an ▁and ▁then ▁h at ▁hat ▁you ou"
).split()

# SmolLM2's turn template, as its GGUF file carries it (Apache-2.0), so that a test model is recognised too.
CHAT_TEMPLATE = (
    "{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}"
    "{{ '<|im_start|>system\n"
    "You are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>\n' }}{% endif %}"
    "{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)


def sentence_piece():
    """A tokenizer of 3 specials, 256 bytes, some letters and some joins: its metadata, and itself."""
    tokens = ["<unk>", "<s>", "</s>"] + [f"<0x{byte:02X}>" for byte in range(256)]
    types = [2, 3, 3] + [6] * 256
    scores = [0.0] * len(tokens)
    for rank, piece in enumerate([*PIECES, "▁", *LETTERS]):
        tokens.append(piece)
        scores.append(-float(rank))
        types.append(1)
    metadata = {
        "tokenizer.ggml.model": (STRING, "llama"),
        "tokenizer.ggml.pre": (STRING, "default"),
        "tokenizer.ggml.tokens": (ARRAY, STRING, tokens),
        "tokenizer.ggml.scores": (ARRAY, FLOAT32, scores),
        "tokenizer.ggml.token_type": (ARRAY, INT32, types),
        "tokenizer.ggml.bos_token_id": (UINT32, 1),
        "tokenizer.ggml.eos_token_id": (UINT32, 2),
        "tokenizer.ggml.unknown_token_id": (UINT32, 0),
        "tokenizer.ggml.add_bos_token": (BOOL, True),
        "tokenizer.ggml.add_eos_token": (BOOL, False),
    }
    return metadata, tokenizers.SentencePiece(tokens, scores, types), len(tokens)


def byte_level():
    """A tokenizer built like SmolLM2's: 3 specials, the 256 byte letters, some merges."""
    letters = tokenizers.byte_letters()
    joins = ["Ġt", "he", "in", "er", "an", "Ġa", "on", "re", "or", "Ġs", "en", "Ġo", "at", "ou", "Ġh"]
    merges = [f"{join[0]} {join[1]}" for join in joins]
    merges += ["Ġt he", "an d", "Ġa n", "Ġa nd", "t h", "th er", "Ġo ther", "Ġh at", "Ġthe n"]
    tokens = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"] + [letters[byte] for byte in range(256)]
    tokens += [merge.replace(" ", "") for merge in merges]
    metadata = {
        "tokenizer.ggml.model": (STRING, "gpt2"),
        "tokenizer.ggml.pre": (STRING, "smollm"),
        "tokenizer.ggml.tokens": (ARRAY, STRING, tokens),
        "tokenizer.ggml.token_type": (ARRAY, INT32, [3] * 3 + [1] * (len(tokens) - 3)),
        "tokenizer.ggml.merges": (ARRAY, STRING, merges),
        "tokenizer.ggml.bos_token_id": (UINT32, 1),
        "tokenizer.ggml.eos_token_id": (UINT32, 2),
        "tokenizer.ggml.unknown_token_id": (UINT32, 0),
        "tokenizer.ggml.padding_token_id": (UINT32, 2),
        "tokenizer.ggml.add_bos_token": (BOOL, False),
        "tokenizer.ggml.add_space_prefix": (BOOL, False),
        "tokenizer.chat_template": (STRING, CHAT_TEMPLATE),
    }
    return metadata, tokenizers.ByteLevel(tokens, merges), len(tokens)
