"""blocks.py: the weight types of GGUF: random blocks of each, and what they mean as numbers.

A matrix of shape (rows, columns) is stored row by row, each row as columns / elements blocks of a fixed count
of bytes. `decode` is written from the layout of the blocks, one function per type, in float64; it is
not a quantiser: fixtures draw the stored bits at random, so that every bit pattern occurs.
"""

import numpy as np


def half(raw):
    """Two bytes at the end of the last axis, as float64: (..., 2) → (...)."""
    return np.ascontiguousarray(raw).view("<f2")[..., 0].astype(np.float64)


def nibbles(packed):
    """Low halves of all bytes, then high halves: (..., n) → (..., 2n)."""
    return np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float64)


def fifth_bits(raw):
    """32 bits of 4 little-endian bytes, each as 16 or 0: (..., 4) → (..., 32)."""
    return np.unpackbits(raw, axis=-1, bitorder="little").astype(np.float64) * 16


def q4_0(b):
    return half(b[:, :2])[:, None] * (nibbles(b[:, 2:18]) - 8)


def q4_1(b):
    return half(b[:, :2])[:, None] * nibbles(b[:, 4:20]) + half(b[:, 2:4])[:, None]


def q5_0(b):
    return half(b[:, :2])[:, None] * (nibbles(b[:, 6:22]) + fifth_bits(b[:, 2:6]) - 16)


def q5_1(b):
    return half(b[:, :2])[:, None] * (nibbles(b[:, 8:24]) + fifth_bits(b[:, 4:8])) + half(b[:, 2:4])[:, None]


def q8_0(b):
    return half(b[:, :2])[:, None] * b[:, 2:34].view(np.int8)


IQ4_NL_VALUES = np.array(
    [-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113], np.float64
)


def iq4_nl(b):
    return half(b[:, :2])[:, None] * IQ4_NL_VALUES[nibbles(b[:, 2:18]).astype(int)]


def two_bit_planes(packed):
    """Two-bit codes of a block: bytes 0…31 hold elements 0…127, a pair of bits per 32 elements."""
    groups = [
        packed[:, half_block * 32 : half_block * 32 + 32] >> shift & 3
        for half_block in (0, 1)
        for shift in (0, 2, 4, 6)
    ]
    return np.concatenate(groups, axis=1).astype(np.float64)


def q2_k(b):
    scales, codes = b[:, :16], two_bit_planes(b[:, 16:80])
    d, least = half(b[:, 80:82])[:, None], half(b[:, 82:84])[:, None]
    scale, minimum = (np.repeat(part, 16, axis=1).astype(np.float64) for part in (scales & 15, scales >> 4))
    return d * scale * codes - least * minimum


def q3_k(b):
    # The high bit of element e is bit e / 32 of byte e % 32; where it is 0, 4 is taken off.
    high = np.concatenate([b[:, :32] >> plane & 1 for plane in range(8)], axis=1).astype(np.float64)
    packed = b[:, 96:108]
    # 16 scales of 6 bits: low 4 bits in bytes 0…7 (low halves, then high halves), high 2 in bytes 8…11.
    low = np.concatenate([packed[:, :8] & 15, packed[:, :8] >> 4], axis=1)
    top = np.concatenate([packed[:, 8:12] >> shift & 3 for shift in (0, 2, 4, 6)], axis=1)
    scale = np.repeat((low | top << 4).astype(np.float64) - 32, 16, axis=1)
    return half(b[:, 108:110])[:, None] * scale * (two_bit_planes(b[:, 32:96]) + 4 * high - 4)


def six_bit_scales(p):
    """Eight scales and eight minimums of 6 bits in 12 bytes, as Q4_K and Q5_K pack them, each (blocks, 8)."""
    scale = np.concatenate([p[:, 0:4] & 63, p[:, 8:12] & 15 | p[:, 0:4] >> 6 << 4], axis=1)
    minimum = np.concatenate([p[:, 4:8] & 63, p[:, 8:12] >> 4 | p[:, 4:8] >> 6 << 4], axis=1)
    return tuple(np.repeat(part, 32, axis=1).astype(np.float64) for part in (scale, minimum))


def four_bit_codes(packed):
    """Per 32 bytes: 32 low halves, then 32 high halves."""
    return np.concatenate([nibbles(packed[:, i : i + 32]) for i in range(0, 128, 32)], axis=1)


def q4_k(b):
    scale, minimum = six_bit_scales(b[:, 4:16])
    return half(b[:, :2])[:, None] * scale * four_bit_codes(b[:, 16:144]) - half(b[:, 2:4])[:, None] * minimum


def q5_k(b):
    scale, minimum = six_bit_scales(b[:, 4:16])
    high = np.concatenate([b[:, 16:48] >> plane & 1 for plane in range(8)], axis=1).astype(np.float64)
    codes = four_bit_codes(b[:, 48:176]) + 16 * high
    return half(b[:, :2])[:, None] * scale * codes - half(b[:, 2:4])[:, None] * minimum


def q6_k(b):
    codes = []
    for part in (0, 1):  # 128 elements each: 64 bytes of low halves, 32 bytes of high pairs
        low, high = b[:, 64 * part : 64 * part + 64], b[:, 128 + 32 * part : 160 + 32 * part]
        low = np.concatenate([low & 15, low >> 4], axis=1)
        codes += [low | np.concatenate([high >> shift & 3 for shift in (0, 2, 4, 6)], axis=1) << 4]
    scale = np.repeat(b[:, 192:208].view(np.int8).astype(np.float64), 16, axis=1)
    return half(b[:, 208:210])[:, None] * scale * (np.concatenate(codes, axis=1).astype(np.float64) - 32)


# name: GGUF's number, elements and bytes of a block, decoder, where the scale lies, where the offset lies
# and what multiple of the scale centres the values on zero. None: plain numbers.
TYPES = {
    "F32": (0, 1, 4, None, None, None, 0),
    "F16": (1, 1, 2, None, None, None, 0),
    "Q4_0": (2, 32, 18, q4_0, 0, None, 0),
    "Q4_1": (3, 32, 20, q4_1, 0, 2, -7.5),
    "Q5_0": (6, 32, 22, q5_0, 0, None, 0),
    "Q5_1": (7, 32, 24, q5_1, 0, 2, -15.5),
    "Q8_0": (8, 32, 34, q8_0, 0, None, 0),
    "Q2_K": (10, 256, 84, q2_k, 80, 82, 1.5),
    "Q3_K": (11, 256, 110, q3_k, 108, None, 0),
    "Q4_K": (12, 256, 144, q4_k, 0, 2, 7.5),
    "Q5_K": (13, 256, 176, q5_k, 0, 2, 15.5),
    "Q6_K": (14, 256, 210, q6_k, 208, None, 0),
    "IQ4_NL": (20, 32, 18, iq4_nl, 0, None, 0),
    "BF16": (30, 1, 2, None, None, None, 0),
}
NAMES = {entry[0]: name for name, entry in TYPES.items()}


def byte_count(name, shape):
    _, elements, size, *_ = TYPES[name]
    assert shape[-1] % elements == 0, f"{shape[-1]} columns do not divide into blocks of {elements}"
    return int(np.prod(shape)) // elements * size


def decode(name, raw, shape):
    """The numbers of the matrix or vector stored as the bytes `raw`, float64 of `shape`."""
    raw = np.frombuffer(raw, np.uint8)
    if name == "F32":
        values = raw.view("<f4")
    elif name == "F16":
        values = raw.view("<f2")
    elif name == "BF16":
        values = (raw.view("<u2").astype(np.uint32) << 16).view(np.float32)
    else:
        _, _, size, decoder, *_ = TYPES[name]
        values = decoder(raw.reshape(-1, size))
    return values.astype(np.float64).reshape(shape)


def random_blocks(name, shape, deviation, rng):
    """Bytes of a random matrix in the type `name` whose numbers have about the standard deviation given."""
    _, _, size, decoder, scale_at, offset_at, centre = TYPES[name]
    if decoder is None:
        values = (rng.standard_normal(shape) * deviation).astype(np.float32)
        if name == "BF16":
            return (values.view(np.uint32) >> 16).astype("<u2").tobytes()
        return values.astype("<f2" if name == "F16" else "<f4").tobytes()
    blocks = rng.integers(0, 256, (byte_count(name, shape) // size, size), dtype=np.uint8)

    def set_scale(per_block):
        for at, factor in ((scale_at, 1.0), (offset_at, centre)):
            if at is not None:
                blocks[:, at : at + 2] = (per_block * factor).astype("<f2")[:, None].view(np.uint8)

    set_scale(np.ones(len(blocks)))
    unit = decoder(blocks).std()
    set_scale(deviation / unit * rng.uniform(0.7, 1.3, len(blocks)))
    return blocks.tobytes()
