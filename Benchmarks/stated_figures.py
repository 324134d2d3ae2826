"""stated_figures: what each number of docs/evaluation.md and Plugs/README.md is, for scripts/check-evaluation.

A number is the loss of a strategy, the difference of two, or how many authors are better and worse with one than with
the other; of several seeds each author's losses are averaged first. STATED has those of a section in the order of its
text. Sections that are not in it have no losses in docs/losses: dev, (e), (f), (g).
"""

from dataclasses import dataclass


@dataclass
class Claim:
    ours: tuple
    theirs: tuple = ()
    file: str = "test"
    is_count: bool = False

    def __str__(self):
        sides = [", ".join(side) for side in (self.ours, self.theirs) if side]
        return f"{' less '.join(sides)}, {self.file}.json"


def one(name):
    return (name,) if isinstance(name, str) else name


def loss(*names, file="test"):
    return [Claim(one(name), file=file) for name in names]


def less(ours, *theirs, file="test"):
    return [Claim(one(ours), one(other), file) for other in theirs]


def count(ours, theirs):
    return [Claim(one(ours), one(theirs), is_count=True)]


def both(ours, theirs):
    return less(ours, theirs) + count(ours, theirs)


PLUGS = ("smollm2-minilm", "own-2", "own-3")
OWN, MEAN, RANDOM, KINDRED = (
    tuple(f"{plug} {what}" for plug in PLUGS) for what in ("own", "mean", "random", "kindred"))
I, MLP, STRANGE = (tuple(name.format(seed) for seed in (1, 2, 3)) for name in ("i-{}", "mlp-{}", "strange-{} own"))
NONE, OWN_TERMS = "none, without system turn", "smollm2-minilm own + terms"
I_R1, OWN_R1 = "i-r1 + retrieval 1", "own-r1 own + retrieval 1"
WITH_PUBLISHED = "test,test-published"
WITH_R1 = "test,test-retrieval-1"
I_R4, OWN_R4 = "i-r4 + retrieval 4", "own-r4 own + retrieval 4"
WITH_R4 = f"{WITH_R1},test-retrieval-4"


def of_seed(seed):
    own = OWN[seed]
    return loss(own) + [claim for other in (I[seed], MLP[seed], STRANGE[seed]) for claim in both(own, other)]


def strangers(own, *others):
    random, kindred, mean, control, mlp = others
    return less(own, random, kindred, mean) + less(own, control, mlp, file="test-other-works")


def steps(name):
    own = f"{OWN[0]} + {name}"
    other = f"{own}, on a stranger's" if "stop" in name else f"{own} on a stranger's"
    return [claim for pair in ((own, I[0]), (other, I[0]), (own, other)) for claim in less(*pair, file="test-adapt")]


STOP = "steps, held-out stop"
STATED = {
    ("docs/evaluation.md", "(a)"): [
        *of_seed(0), *of_seed(1), *of_seed(2), *loss(OWN), *less(OWN, I, MLP, STRANGE),
        *less(MLP, STRANGE), *less(OWN, STRANGE), *less(STRANGE, NONE), *loss(NONE, STRANGE), *less(KINDRED, STRANGE),
        *less(OWN[2], STRANGE[2]), *less(OWN[1], STRANGE[1]),
        *loss("published own", file=WITH_PUBLISHED),
        *less("published own", I[0], MLP[0], "published mean", "published random", "published kindred", OWN[0],
              STRANGE[0], NONE, file=WITH_PUBLISHED),
    ],
    ("docs/evaluation.md", "(b)"): [
        *(claim for row in zip(OWN, RANDOM, KINDRED, MEAN, I, MLP) for claim in strangers(*row)),
        *strangers(OWN, RANDOM, KINDRED, MEAN, I, MLP),
        *loss(MEAN, STRANGE), *less(OWN, MEAN, file="test-other-works"),
    ],
    ("docs/evaluation.md", "(c)"): [
        *loss(I_R1, file=WITH_R1), *less(I_R1, I[0], MLP[0], "i-1 + retrieval 1", file=WITH_R1),
        *loss(f"{I_R1} + terms", file=WITH_R1), *less(f"{I_R1} + terms", I_R1, file=WITH_R1),
        *loss(OWN_R1, file=WITH_R1), *less(OWN_R1, I_R1, OWN[0], file=WITH_R1),
        *loss(f"{OWN_R1} + terms", file=WITH_R1), *less(f"{OWN_R1} + terms", I_R1, OWN_TERMS, file=WITH_R1),
        *loss(OWN[0]), *less(OWN[0], I_R1, file=WITH_R1),
        *loss(OWN_TERMS), *less(OWN_TERMS, I_R1, f"{I_R1} + terms", file=WITH_R1),
        *less("strange-1 own", I_R1, file=WITH_R1), *less("strange-1 own + terms", f"{I_R1} + terms", file=WITH_R1),
        *less("mlp-1 + terms", f"{I_R1} + terms", file=WITH_R1), *less("i-1 + retrieval 1", I[0]),
        *less("retrieval 1, without system turn", NONE),
        *loss(I_R4, file=WITH_R4), *less(I_R4, I[0], MLP[0], "i-1 + retrieval 4", I_R1, file=WITH_R4),
        *loss(f"{I_R4} + terms", file=WITH_R4), *less(f"{I_R4} + terms", I_R4, file=WITH_R4),
        *loss(OWN_R4, file=WITH_R4), *less(OWN_R4, I_R4, OWN[0], OWN_R1, file=WITH_R4),
        *loss(f"{OWN_R4} + terms", file=WITH_R4),
        *less(f"{OWN_R4} + terms", I_R4, f"{I_R4} + terms", OWN_TERMS, f"{OWN_R1} + terms", file=WITH_R4),
        *loss(OWN[0]), *less(OWN[0], I_R4, file=WITH_R4),
        *loss(OWN_TERMS), *less(OWN_TERMS, I_R4, f"{I_R4} + terms", file=WITH_R4),
        *less(OWN_R4, I_R4, file=WITH_R4), *less(OWN[0], I[0]),
        *less("strange-1 own + terms", f"{I_R4} + terms", file=WITH_R4),
        *loss("retrieval 1, without system turn", "retrieval 4, without system turn"),
        *less("retrieval 1, without system turn", NONE), *less("retrieval 4, without system turn", NONE),
        *loss("i-1 + retrieval 1", "i-1 + retrieval 4"),
        *less("i-1 + retrieval 1", I[0]), *less("i-1 + retrieval 4", I[0]),
        *count("i-1 + retrieval 1", I[0]), *count("i-1 + retrieval 4", I[0]),
        *loss("i-1 + terms"), *both("i-1 + terms", I[0]),
        *loss("mlp-1 + terms"), *both("mlp-1 + terms", MLP[0]),
        *loss(OWN[0], OWN_TERMS), *less(OWN_TERMS, OWN[0], I[0]), *count(OWN_TERMS, OWN[0]), *count(OWN_TERMS, I[0]),
        *loss(f"{OWN[0]} + retrieval 1", f"{OWN[0]} + retrieval 4"),
        *less(f"{OWN[0]} + retrieval 1", I[0]), *less(f"{OWN[0]} + retrieval 4", I[0]),
        *count(f"{OWN[0]} + retrieval 1", I[0]), *count(f"{OWN[0]} + retrieval 4", I[0]),
        *loss(f"{OWN[0]} + retrieval 1 + terms"),
        *both(f"{OWN[0]} + retrieval 1 + terms", f"{OWN[0]} + retrieval 1"),
        *loss(f"{NONE} + a stranger's terms"), *less(f"{NONE} + a stranger's terms", NONE),
        *less(f"{NONE} + terms", NONE), *less(OWN_TERMS, OWN[0]), *less(OWN[0], STRANGE[0]),
    ],
    ("docs/evaluation.md", "(d)"): [
        *less(f"{OWN[0]} + 0 steps", I[0], file="test-adapt"),
        *(claim for number in (10, 20, 40, 80) for claim in steps(f"{number} steps")), *steps(STOP),
        *less(f"{OWN[0]} + {STOP}", f"{OWN[0]} + 0 steps", file="test-adapt"),
        *less(f"{OWN[0]} + 0 steps", STRANGE[0], file="test,test-adapt"),
    ],
    ("Plugs/README.md", "Figures"): [
        *(claim for side in (I, MLP, STRANGE, MEAN, RANDOM, KINDRED)
          for claim in less(OWN[0], side[0]) + less(OWN, side)),
        *less(OWN_TERMS, OWN[0]),
    ],
    ("Plugs/README.md", "Limits"): [*less(MLP, STRANGE), *less(OWN, STRANGE)],
}
