"""encoder.py: the BERT encoder in float64, one text at a time: post-norm blocks, mean or first pooling."""

import math

import numpy as np

erf = np.vectorize(math.erf)


def gelu(x):
    return 0.5 * x * (1 + erf(x / math.sqrt(2)))


def tanh_gelu(x):
    """The approximation that llama.cpp computes; only for comparing with it."""
    return 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


class Encoder:
    """`tensors` under the names of the safetensors file; weights (out, in)."""

    def __init__(self, tensors, layers, heads, epsilon=1e-12, activation=gelu):
        self.tensors = {name.removeprefix("bert."): tensor for name, tensor in tensors.items()}
        self.layers, self.heads, self.epsilon, self.activation = layers, heads, epsilon, activation

    def linear(self, x, name):
        return x @ self.tensors[name + ".weight"].T + self.tensors[name + ".bias"]

    def normalise(self, x, name):
        centred = x - x.mean(-1, keepdims=True)
        unit = centred / np.sqrt((centred * centred).mean(-1, keepdims=True) + self.epsilon)
        return unit * self.tensors[name + ".weight"] + self.tensors[name + ".bias"]

    def hidden(self, tokens):
        table = lambda part: self.tensors[f"embeddings.{part}_embeddings.weight"]
        x = table("word")[np.asarray(tokens)] + table("position")[: len(tokens)] + table("token_type")[0]
        x = self.normalise(x, "embeddings.LayerNorm")
        for layer in range(self.layers):
            at = f"encoder.layer.{layer}."
            q, k, v = (
                self.linear(x, f"{at}attention.self.{part}").reshape(len(x), self.heads, -1)
                for part in ("query", "key", "value")
            )
            scores = np.einsum("qhd,khd->hqk", q, k) / math.sqrt(q.shape[-1])
            shares = np.exp(scores - scores.max(-1, keepdims=True))
            shares /= shares.sum(-1, keepdims=True)
            mixed = np.einsum("hqk,khd->qhd", shares, v).reshape(len(x), -1)
            x = self.normalise(
                x + self.linear(mixed, at + "attention.output.dense"), at + "attention.output.LayerNorm"
            )
            inner = self.activation(self.linear(x, at + "intermediate.dense"))
            x = self.normalise(x + self.linear(inner, at + "output.dense"), at + "output.LayerNorm")
        return x

    def embedding(self, tokens, pooling="mean"):
        """The pooled vector, before normalisation."""
        hidden = self.hidden(tokens)
        return hidden.mean(0) if pooling == "mean" else hidden[0]
