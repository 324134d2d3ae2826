#!/usr/bin/env python3
"""make-text-metrics.py: writes text-metrics.json, numbers of other implementations for the tests of text metrics.

usage: make-text-metrics.py        (needs rouge-score==0.1.2 and scikit-learn)

ROUGE-1 and ROUGE-L come from the package rouge-score, with and without its stemmer, and stems from that stemmer;
accuracy, macro-F1, MAE and RMSE from scikit-learn, after answers were mapped as LaMP's evaluation script maps them
(an answer outside of the labels is -1; one that is no number is the farther of 1 and 5). Texts are those of
Examples and what is drawn here; the seed is fixed, so the same versions write the same file.
"""
import json
import os
import random
import warnings

from rouge_score import rouge_scorer
from rouge_score.tokenizers import DefaultTokenizer
from sklearn.metrics import accuracy_score, f1_score, mean_absolute_error, mean_squared_error

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
SPECIAL = [
    "", " ", "\n\t", "...", "a", "A", "The", "the the the", "a b c d", "d c b a", "naïve café, Ångström", "ÅNGSTRÖM",
    "日本語のテキスト", "Straße und STRASSE", "İstanbul ve istanbul", "\u212aelvin and kelvin", "ﬁne ligature fine",
    "e\u0301tude étude etude", "it's its it’s", "C3PO and r2d2, 42", "x" * 300, "1,000.50 1000 50", "emoji 🙂🙃 here",
    "snake_case and camelCase", "ＦＵＬＬ ｗｉｄｔｈ", "\u0000control\u0007codes", "tab\tand\u00a0space\u2003wide", "ſtreet long s",
]
WORDS = """running ran runs runner ponies ties caress cats feed agreed plastered bled motoring sing conflated troubled
sized hopping tanned falling hissing fizzed failing filing happy sky enjoy spied flies dying lying tying news innings
relational conditional rational valenci hesitanci digitizer conformabli radicalli differentli vileli analogousli
vietnamization predication operator feudalism decisiveness hopefulness callousness formaliti sensitiviti sensibiliti
triplicate formative formalize electriciti electrical hopeful goodness revival allowance inference airliner gyroscopic
adjustable defensible irritant replacement adjustment dependent adoption homologou communism activate angulariti
homologous effective bowdlerize probate rate cease controll roll apology geology biology technology fully carefully
beautifully usually generalization oscillators syzygy yes yyyy toy by eyed owed aging tied died tie ski skis exceed
proceeding succeeds howe canning cannings outings skies as is was this bus gas species theories oed ing ed eed ied
a1s 2nds w3c bliss able ability ibli logi ologi alli abali national nationally fulfilled fulli""".split()


def texts():
    found = []
    for name in sorted(os.listdir(os.path.join(ROOT, "Examples"))):
        if name.endswith(".jsonl"):
            with open(os.path.join(ROOT, "Examples", name), encoding="utf-8") as file:
                found += [json.loads(line)["text"] for line in file]
    return found


def changed(text, draw):
    words = text.split(" ")
    for _ in range(draw.randrange(1, 8)):
        place = draw.randrange(len(words))
        kind = draw.randrange(4)
        if kind == 0:
            words[place] = draw.choice(WORDS + SPECIAL[:12])
        elif kind == 1:
            words.insert(place, words[draw.randrange(len(words))])
        elif kind == 2:
            words[place] = words[place].upper()
        elif len(words) > 1:
            del words[place]
    return " ".join(words)


def pairs(draw):
    base = texts()
    made = [(a, b) for a in SPECIAL[:12] for b in SPECIAL[:6]] + [(text, text) for text in SPECIAL]
    made += [(a, b) for a, b in zip(SPECIAL, SPECIAL[1:])]
    for _ in range(120):
        text = draw.choice(base)[:400]
        made.append((changed(text, draw), text))
        made.append((" ".join(draw.choices(WORDS, k=draw.randrange(1, 12))),
                     " ".join(draw.choices(WORDS, k=draw.randrange(1, 12)))))
    long = " ".join(draw.choices(WORDS, k=1500))
    made.append((long, changed(long, draw)))
    return made


def score(pair):
    text, reference = pair
    row = {"text": text, "reference": reference}
    for name, stemming in (("plain", False), ("stemmed", True)):
        scores = rouge_scorer.RougeScorer(["rouge1", "rougeL"], use_stemmer=stemming).score(reference, text)
        row[name] = [number for kind in ("rouge1", "rougeL") for number in scores[kind]]
    return row


def labels(draw, names):
    choices = names + ["", "none of them", names[0].upper(), f" {names[0]}\n"]
    count = draw.randrange(1, 40)
    predicted = draw.choices(choices, k=count)
    gold = draw.choices(names[:draw.randrange(1, len(names) + 1)] + (["odd"] if draw.random() < 0.2 else []), k=count)
    number = {name: index for index, name in enumerate(names)}
    a, b = ([number.get(x.strip(), -1) for x in side] for side in (predicted, gold))
    return {"labels": names, "predicted": predicted, "gold": gold, "accuracy": accuracy_score(b, a),
            "f1": f1_score(b, a, labels=list(range(len(names))), average="macro", zero_division=0)}


def rating(text, gold):
    try:
        return float(text)
    except ValueError:
        gold = float(gold)
        return 1.0 if abs(1 - gold) > abs(5 - gold) else 5.0


def ratings(draw):
    choices = ["1", "2", "3", "4", "5", " 4 ", "4.0", "3.5", "+2", "1e0", ".5", "2.", "1_0", "1__0", "_1", "five", "",
               "5 stars", "4/5", "[3]", "٣", "-1", "--1", "1e", "0x3"]
    count = draw.randrange(1, 40)
    predicted = draw.choices(choices, k=count)
    gold = draw.choices(["1", "2", "3", "4", "5"], k=count)
    a = [rating(x.strip(), y) for x, y in zip(predicted, gold)]
    b = [float(y) for y in gold]
    return {"predicted": predicted, "gold": gold, "mapped": a, "mae": mean_absolute_error(b, a),
            "rmse": mean_squared_error(b, a) ** 0.5}


def main():
    warnings.simplefilter("ignore")
    draw = random.Random(20240917)
    stemmer = DefaultTokenizer(use_stemmer=True)
    vocabulary = sorted({word for text in texts() for word in DefaultTokenizer().tokenize(text)} | set(WORDS))
    tags = ["sci-fi", "based on a book", "comedy", "action", "classic"]
    content = {
        "stems": [[word, (stemmer.tokenize(word) or [""])[0]] for word in vocabulary],
        "words": [[text, DefaultTokenizer().tokenize(text)] for text in SPECIAL],
        "rouge": [score(pair) for pair in pairs(draw)],
        "labels": [labels(draw, draw.choice([["[1]", "[2]"], tags])) for _ in range(60)],
        "ratings": [ratings(draw) for _ in range(40)],
    }
    with open(os.path.join(HERE, "text-metrics.json"), "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=True, separators=(",", ":"))
        file.write("\n")
    print({name: len(rows) for name, rows in content.items()})


if __name__ == "__main__":
    main()
