#!/usr/bin/env python3
"""make_multibyte.py: writes multibyte.txt: characters of the charsets of East Asia and of UTF-7, by Python's codecs.

usage: Tests/LocalPersonaTests/Fixtures/mail/make_multibyte.py

A line is the name that a mail gives a charset, the bytes, and the same text in UTF-8, both in hexadecimal. Left out are
characters on which editions of a charset differ, and those for private use.
"""

import os
import random
import unicodedata

FOLDER = os.path.dirname(os.path.abspath(__file__))
COUNT = 150
DISPUTED = "〜‖−¢£¬—～∥－￠￡￢"

# What a mail calls it, Python's codec, and the first bytes that are tried.
CHARSETS = [
    ("shift_jis", "cp932", range(0x88, 0xEB)), ("Windows-31J", "cp932", range(0x81, 0xFD)),
    ("EUC-JP", "euc_jp", range(0xB0, 0xF5)), ("gb2312", "gb2312", range(0xB0, 0xF8)),
    ("GBK", "gbk", range(0x81, 0xA1)), ("GB18030", "gb18030", range(0x81, 0xF8)),
    ("big5", "big5", range(0xA4, 0xC6)), ("x-x-big5", "cp950", range(0xC9, 0xF9)),
    ("Big5-HKSCS", "big5hkscs", range(0xFA, 0xFF)), ("ks_c_5601-1987", "cp949", range(0x81, 0xC7)),
    ("euc-kr", "euc_kr", range(0xB0, 0xFE))]
# What stands for characters that need more than two bytes, or escapes.
TEXTS = [
    ("iso-2022-jp", "iso2022_jp", "時刻は 10:30、木曜日。\nテスト A-1 ぁ ヶ 熙\n"),
    ("ISO-2022-JP", "iso2022_jp_ext", "ﾊﾝｶｸ ｶﾅ と 漢字\nnext ｡ﾟ\n"),
    ("iso-2022-kr", "iso2022_kr", "안녕하세요 Ann,\n목요일 10:30 에 詩\n"),
    ("shift_jis", "cp932", "ﾊﾝｶｸ①②Ⅲ髙﨑㈱～ソ能表\\\n"), ("euc-jp", "euc_jp", "ﾊﾝｶｸ 丂侄 漢\n"),
    ("gb18030", "gb18030", "€ é ㍿ 😀 𠀀 한\n"), ("big5", "cp950", "€ 許功蓋\\ 碁銹\n"),
    ("big5-hkscs", "big5hkscs", "嘅咗喺啲 𠝹 Ê̄\n"), ("cp949", "cp949", "똠방각하 펲시콜라 €\n"),
    ("utf-7", "utf-7", "A≢Α. 2+2=4 ~\\ Grüße 日本語 😀-+\n"), ("unicode-1-1-utf-7", "utf-7", "é-é+é")]


def is_stable(text):
    return len(text) == 1 and unicodedata.category(text) != "Co" and text not in DISPUTED


def pairs(codec, leads):
    for lead in leads:
        for second in range(0x40, 0xFF):
            try:
                text = bytes((lead, second)).decode(codec)
            except UnicodeDecodeError:
                continue
            if is_stable(text):
                yield bytes((lead, second))


def lines():
    rng = random.Random(8)
    for name, codec, leads in CHARSETS:
        found = list(pairs(codec, leads))
        raw = b"".join(rng.sample(found, min(COUNT, len(found))))
        yield name, raw, raw.decode(codec)
    for name, codec, text in TEXTS:
        yield name, text.encode(codec), text


def main():
    with open(os.path.join(FOLDER, "multibyte.txt"), "w", encoding="ascii") as file:
        for name, raw, text in lines():
            file.write("%s %s %s\n" % (name, raw.hex(), text.encode().hex()))


if __name__ == "__main__":
    main()
