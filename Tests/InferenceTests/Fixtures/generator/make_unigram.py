#!/usr/bin/env python3
"""make_unigram.py: trains two tiny Unigram vocabularies with the `sentencepiece` package, and writes them as GGUF files
with the ids that it gives to some texts.

usage: make_unigram.py FOLDER

Needs numpy, sentencepiece and protobuf. unigram.gguf is made as T5's vocabulary is: normalised by nmt_nfkc, white space
merged, no byte tokens; it has two user-defined tokens beside. unigram-bytes.gguf is the contrary: identity, white
space kept, no space in front, byte tokens.
"""

import io
import json
import os
import random
import sys

import sentencepiece
from sentencepiece import sentencepiece_model_pb2

import gguf_file
import unigram
from gguf_file import ARRAY, BOOL, FLOAT32, INT32, STRING, UINT8, UINT32

# Written for this project.
SENTENCES = """
Dear Ann, thank you for the letter and for the two photographs of the garden.
The train was late again, so I read the other half of the book in the waiting room.
We walked along the river until the rain began, and then we ran back to the house.
Would you bring the blue coat when you come? It is colder here than I thought.
My brother has painted the kitchen door green, which nobody had asked him to do.
I cannot say when I shall be home; perhaps on Friday, perhaps not before the end of the month.
The cat sleeps on the letters that I have not answered, and I do not like to wake her.
There were thirteen people at the table and only twelve chairs, so the youngest sat on a box.
She writes every morning for an hour and burns half of what she has written in the evening.
The baker told me that the winter will be long, because the swallows left in August.
Please give my love to your mother, and tell her that the roses are still in flower.
Nothing has happened here since you left, and it has taken all of my time.
He said that he would write, and he wrote, but he never sent what he had written.
The old bridge is closed, and everyone pretends to have known that it would be.
At seven the lights went out in the whole street, and we found that we had no candles.
I was reading the diary of a man who lived here a hundred years ago and had the same complaints.
The café on the corner serves a soup that tastes of the sea and of patience.
Le garçon a mangé une crêpe à l'école, et la forêt était déjà très noire.
Der Bär läuft über die Brücke, und das Mädchen hört ihm zu.
Señor Muñoz viajó a Málaga en el año 1999 con su niño pequeño.
At 10:45 the 3 boats came in; 250 kg of fish were sold for 1.5 € each.
""".strip().split("\n")

TEXTS = [
    "",
    " ",
    "\n\t \r\n",
    "Dear Ann,",
    "The letter that she never sent was in the blue coat.",
    "  two  spaces   and\ta tab,\n\nand lines ",
    "Ünïcödé: the café, l'été, Señor Muñoz, naïve Ångström",
    "e\u0301te\u0301 in letters and accents apart, o\u0308 \u0041\u030a",
    "Ｆｕｌｌ－ｗｉｄｔｈ　ｌｅｔｔｅｒｓ，１２３！",
    "ﬁne ﬂour, ½ cup, x², Ⅳ, ㎏, ﷺ, ①, ™, …",
    "emoji 😀👍🏽 👩‍👩‍👧 and flags 🇫🇮",
    "日本語のテキスト and 한국어, العربية, ελληνικά",
    "한글 ガギグ ﾊﾟ",
    "control \x01\x02\x1b characters \x7f and \x00 zero",
    "soft\u00adhyphen, zero\u200bwidth, no\u00a0break, \u2003em space, \u3000wide, \ufeffmark, \u2028line",
    "▁ a real▁block▁▁ ",
    "▁",
    "a <sep> b<sep>c  <sep>",
    "<keep me><sep><keep me",
    "<keep  me> Ｔ<ｓｅｐ>",
    "<unk> <pad> </s> <extra_id_0> <0x41>",
    "x" * 40 + "q" * 3 + "\u2603" * 5 + "\u2604 end",
    "thethethe and the the the " * 8,
    "1234567890 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "\U0010ffff\ud7ff\ue000 the edges of Unicode",
    "word\n",
    "\u0300\u0301 marks first, then q\u0323\u0307 and q\u0307\u0323",
]


def train(prefix_tokens, **options):
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES * 3),
        model_writer=model,
        model_type="unigram",
        pad_id=0,
        eos_id=1,
        unk_id=2,
        bos_id=-1,
        user_defined_symbols=prefix_tokens,
        character_coverage=0.995,
        num_threads=1,
        minloglevel=2,
        **options,
    )
    return model.getvalue()


def write(path, model):
    """The vocabulary as llama.cpp's converter writes that of T5; returns this project's own tokenizer for it."""
    proto = sentencepiece_model_pb2.ModelProto()
    proto.ParseFromString(model)
    tokens = [piece.piece for piece in proto.pieces]
    scores = [piece.score for piece in proto.pieces]
    types = [piece.type for piece in proto.pieces]
    normaliser = proto.normalizer_spec
    metadata = {
        "general.architecture": (STRING, "t5"),
        "tokenizer.ggml.model": (STRING, "t5"),
        "tokenizer.ggml.pre": (STRING, "default"),
        "tokenizer.ggml.tokens": (ARRAY, STRING, tokens),
        "tokenizer.ggml.scores": (ARRAY, FLOAT32, scores),
        "tokenizer.ggml.token_type": (ARRAY, INT32, types),
        "tokenizer.ggml.add_space_prefix": (BOOL, normaliser.add_dummy_prefix),
        "tokenizer.ggml.remove_extra_whitespaces": (BOOL, normaliser.remove_extra_whitespaces),
        "tokenizer.ggml.eos_token_id": (UINT32, 1),
        "tokenizer.ggml.unknown_token_id": (UINT32, 2),
        "tokenizer.ggml.padding_token_id": (UINT32, 0),
        "tokenizer.ggml.add_bos_token": (BOOL, False),
        "tokenizer.ggml.add_eos_token": (BOOL, True),
    }
    if normaliser.precompiled_charsmap:
        metadata["tokenizer.ggml.precompiled_charsmap"] = (ARRAY, UINT8, list(normaliser.precompiled_charsmap))
    gguf_file.write(path, metadata, {})
    return unigram.Unigram(
        tokens,
        scores,
        types,
        normaliser.precompiled_charsmap,
        normaliser.add_dummy_prefix,
        normaliser.remove_extra_whitespaces,
    )


def random_text(source):
    """Words, pieces of the texts above, and characters from anywhere in Unicode but the surrogates."""
    parts = []
    for _ in range(source.randrange(12)):
        kind = source.randrange(4)
        if kind == 0:
            parts.append(source.choice(SENTENCES)[source.randrange(40) :][: source.randrange(20)])
        elif kind == 1:
            parts.append(source.choice(TEXTS)[: source.randrange(12)])
        elif kind == 2:
            parts.append(chr(source.choice([*range(0xD800), *range(0xF900, 0x10000)])))
        else:
            parts.append(source.choice([" ", "  ", "\n", "\u3000", "<sep>", "▁", "\u0301"]))
    return "".join(parts)


def make(folder, name, model):
    tokenizer = write(os.path.join(folder, name + ".gguf"), model)
    reference = sentencepiece.SentencePieceProcessor(model_proto=model)
    source, differing = random.Random(7), 0
    for text in [*TEXTS, *(random_text(source) for _ in range(3000))]:
        ids = reference.encode(text)
        if tokenizer.encode(text, end=False) != ids:
            differing += 1
            print(f"{name}: differs for {text!r}: {ids} {tokenizer.encode(text, end=False)}")
    print(f"{name}: {len(tokenizer.tokens)} pieces, {differing} of {len(TEXTS) + 3000} texts differ from sentencepiece")
    cases = [{"text": text, "tokens": reference.encode(text)} for text in TEXTS]
    with open(os.path.join(folder, name + ".json"), "w") as file:
        json.dump({"model": name + ".gguf", "cases": cases}, file, ensure_ascii=True, indent=1)
        file.write("\n")


def main(folder):
    make(folder, "unigram", train(["<sep>", "<keep me>"], vocab_size=240, normalization_rule_name="nmt_nfkc"))
    make(
        folder,
        "unigram-bytes",
        train(
            [],
            vocab_size=490,
            normalization_rule_name="identity",
            remove_extra_whitespaces=False,
            add_dummy_prefix=False,
            byte_fallback=True,
        ),
    )


if __name__ == "__main__":
    main(sys.argv[1])
