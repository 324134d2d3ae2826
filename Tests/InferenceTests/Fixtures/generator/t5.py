"""t5.py: T5 in float64: encoder and decoder, the whole sequence at once, nothing cached, nothing rounded.

x (positions, width); weights W (out, in), y = x Wᵀ. Attention is over RMS-normalised rows, without rotation and
without 1 / √d; positions enter as a bias of each head on scores, one for each bucket of distances, learned once for all
blocks of a side. Without a gate the feed-forward network is W_down relu(W_up x), with one it is
W_down (gelu(W_gate x) ∘ W_up x). Where the embedding serves as output matrix, the decoder's last rows are scaled by
1 / √width before it (T5 1.0); an output matrix of its own sees them unscaled (T5 1.1, Flan-T5).
"""

import math

import numpy as np

FARTHEST = 128  # all greater distances share the last bucket; no file says so, every T5 has it


def bucket(distance, count, both_ways):
    """The bucket of key position − query position: exact for near ones, then logarithmic up to FARTHEST."""
    found = 0
    if both_ways:
        count //= 2
        found = count if distance > 0 else 0
        distance = abs(distance)
    else:
        distance = max(-distance, 0)
    exact = count // 2
    if distance < exact:
        return found + distance
    # 1e-9: at 2, 4 and 8 times `exact` the quotient is a whole number, whatever way its logarithms are rounded.
    step = math.log(distance / exact) / math.log(FARTHEST / exact) * (count - exact) + 1e-9
    return found + min(exact + int(step), count - 1)


class T5:
    def __init__(self, file):
        self.file = file
        get = lambda key, default=None: file.metadata.get(f"t5.{key}", default)
        self.width, self.heads = get("embedding_length"), get("attention.head_count")
        self.encoder_blocks = get("block_count")
        self.decoder_blocks = get("decoder_block_count", self.encoder_blocks)
        self.head_width = get("attention.key_length", self.width // self.heads)
        self.buckets, self.epsilon = get("attention.relative_buckets_count"), get("attention.layer_norm_rms_epsilon")
        self.tied = "output.weight" not in file
        self.output = file["token_embd.weight" if self.tied else "output.weight"]

    def embed(self, tokens):
        return self.file["token_embd.weight"][np.asarray(tokens, int)]

    def normalise(self, x, name):
        return x / np.sqrt((x * x).mean(-1, keepdims=True) + self.epsilon) * self.file[name]

    def bias(self, side, count):
        """(heads, queries, keys)."""
        table = self.file[f"{side}.blk.0.attn_rel_b.weight"]  # (buckets, heads)
        places = [[bucket(k - q, self.buckets, side == "enc") for k in range(count)] for q in range(count)]
        return table[np.array(places)].transpose(2, 0, 1)

    def attend(self, x, source, at, bias, causal=False):
        split = lambda rows, part: (rows @ self.file[f"{at}_{part}.weight"].T).reshape(len(rows), self.heads, -1)
        q, k, v = split(x, "q"), split(source, "k"), split(source, "v")
        scores = np.einsum("qhd,khd->hqk", q, k) + bias
        if causal:
            scores = np.where(np.tril(np.ones((len(x), len(x)), bool)), scores, -np.inf)
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        shares /= shares.sum(-1, keepdims=True)
        return np.einsum("hqk,khd->qhd", shares, v).reshape(len(x), -1) @ self.file[f"{at}_o.weight"].T

    def feed_forward(self, x, at):
        up, down = self.file[f"{at}ffn_up.weight"], self.file[f"{at}ffn_down.weight"]
        if f"{at}ffn_gate.weight" not in self.file:
            return np.maximum(x @ up.T, 0) @ down.T
        gate = x @ self.file[f"{at}ffn_gate.weight"].T
        active = gate / 2 * (1 + np.tanh(math.sqrt(2 / math.pi) * (gate + 0.044715 * gate**3)))
        return (active * (x @ up.T)) @ down.T

    def encode(self, rows):
        """Embedding rows (positions, width) → rows that the decoder attends to, normalised."""
        x, bias = rows, self.bias("enc", len(rows))
        for block in range(self.encoder_blocks):
            at = f"enc.blk.{block}."
            y = self.normalise(x, at + "attn_norm.weight")
            x = x + self.attend(y, y, at + "attn", bias)
            x = x + self.feed_forward(self.normalise(x, at + "ffn_norm.weight"), at)
        return self.normalise(x, "enc.output_norm.weight")

    def logits(self, encoded, rows):
        """Rows of the encoder, embedding rows of the decoder (positions, width) → logits (positions, vocabulary)."""
        x, bias = rows, self.bias("dec", len(rows))
        for block in range(self.decoder_blocks):
            at = f"dec.blk.{block}."
            y = self.normalise(x, at + "attn_norm.weight")
            x = x + self.attend(y, y, at + "attn", bias, causal=True)
            x = x + self.attend(self.normalise(x, at + "cross_attn_norm.weight"), encoded, at + "cross_attn", 0)
            x = x + self.feed_forward(self.normalise(x, at + "ffn_norm.weight"), at)
        x = self.normalise(x, "dec.output_norm.weight")
        return (x * self.width**-0.5 if self.tied else x) @ self.output.T

    def greedy(self, encoded, start, count):
        """The `count` tokens that follow `start`, and the least lead of a winner over the second, in logits."""
        tokens, least = [start], math.inf
        for _ in range(count):
            last = self.logits(encoded, self.embed(tokens))[-1]
            second, first = np.partition(last, -2)[-2:]
            least = min(least, first - second)
            tokens.append(int(last.argmax()))
        return tokens[1:], least
