"""masks: what no two runs share, put into the same words of the same length, and taken out of them again.

| in a transcript | what it stands for |
|---|---|
| `/home/the-new-person` | the home of the run |
| `id00000001`, … | an id of an entry or a draft; the same number for the same one |
| `YYYY-MM-DD`, `HH:MM:SS` | today, and the time now, where a date and a time stand together |
| `file0001…` | a name of 32 digits in the vault |
| `slot00000001…` | the id of a way to open the vault |
| `word` | a word of a passphrase or of recovery words that the program made |
| `{words}`, `{word}` | typed: all of those words; the one whose number was just asked for, which is `N` |
| `0.0 s`, `took N s` | a time that was measured |
| `0.0000` | what a model computed; it depends on the processor |

Left out is the line that a step leaves which took more than a second, such as `exporting: 2, 1.1 s`, and what
`wipe` says of drafts that other runs left in the shared memory.
"""

import datetime
import re

DIGITS = "[0-9a-hjkmnp-tv-z]"
# Words of the program, of ten letters of the alphabet of ids, that are none.
WORDS = {
    "afterwards", "attachment", "characters", "everywhere", "paragraphs", "parameters", "passphrase", "precedence",
    "remembered"}


class Masks:
    HOME_PREFIX = "/var/tmp/pt-"
    HOME = "/home/the-new-person"

    def __init__(self, home):
        assert len(home) == len(Masks.HOME), home
        self.home = home
        self.ids = {}
        self.names = {}
        self.words = []
        now = datetime.datetime.now(datetime.timezone.utc)
        # A run at midnight sees two days.
        self.days = {(now + datetime.timedelta(days=n)).strftime("%Y-%m-%d") for n in (0, 1)}

    def masked(self, text):
        text = re.sub(r"(?m)^[a-z ]+: (?:[\d,]+, )?[\d.]+ s\n", "", text)
        text = re.sub(r"(?m)^  /dev/shm/persona-.*a draft in plain text[^/]*rm -r /dev/shm/.*\n", "", text)
        text = self.without_words(text).replace(self.home, Masks.HOME)
        text = re.sub(rf"(?<!\w){DIGITS}{{10}}(?!\w)", self.masked_id, text)
        text = re.sub(r"\b[0-9a-f]{32}\b", lambda match: self.numbered("file", match), text)
        text = re.sub(r"(?m)^[0-9a-f]{16}\b", lambda match: self.numbered("slot", match), text)
        for day in self.days:
            text = re.sub(day + r"T\d\d:\d\d:\d\dZ", "YYYY-MM-DDTHH:MM:SSZ", text)
            text = text.replace(day, "YYYY-MM-DD")
        text = re.sub(r"(?<![\d.])\d+\.\d{4}\b", "0.0000", text)
        text = re.sub(r"(piece of a word) \d+ %", r"\1 N %", text)
        return re.sub(r"took \d+ s\b", "took N s", re.sub(r"\b\d+\.\d+ s\b", "0.0 s", text))

    def unmasked(self, text, seen):
        """`text` as it is typed, after `seen`."""
        if "│" in seen:
            self.words = made_words(seen)
        asked = re.search(r"Word (\d+): $", seen)
        if asked and "{word}" in text:
            text = text.replace("{word}", self.words[int(asked.group(1)) - 1])
        text = text.replace("{words}", self.joined()).replace(Masks.HOME, self.home)
        for id, mask in {**self.ids, **self.names}.items():
            text = text.replace(mask, id)
        return text

    def joined(self):
        return ("-" if len(self.words) == 6 else " ").join(self.words)

    def masked_id(self, match):
        id = match.group()
        if id in WORDS or id.isdecimal():  # a number of bytes
            return id
        return self.ids.setdefault(id, f"id{len(self.ids) + 1:08}")

    def numbered(self, kind, match):
        """A name in place of a long number, as long, and the same each time."""
        count = sum(1 for name in self.names.values() if name.startswith(kind)) + 1
        return self.names.setdefault(match.group(), f"{kind}{count:0{len(match.group()) - 4}}")

    def without_words(self, text):
        """Words become `word`, in a table as wide as they were; those that were typed, what was written for them."""
        if not self.words:
            return text
        text = text.replace(f"‹{self.joined()}›", "‹{words}›").replace(self.joined(), "-".join(["word"] * 6))
        text = re.sub(r"Word \d+: ‹[a-z]+›", "Word N: ‹{word}›", text)
        return re.sub(r"(│.*)", lambda line: re.sub(r"(\d+ )([a-z]+ *)", fixed, line.group()).rstrip(), text)


def fixed(cell):
    return cell.group(1) + "word".ljust(len(cell.group(2)))


def made_words(seen):
    """The words on the last page that was shown: one line of them, or a table with numbers."""
    page = "\n".join(line[2:] for line in seen.split("\n") if line.startswith("│"))
    table = re.findall(r"\d+ ([a-z]+)", page)
    line = re.search(r"^ +([a-z]+(?:-[a-z]+){5})$", page, re.MULTILINE)
    return table or (line.group(1).split("-") if line else [])
