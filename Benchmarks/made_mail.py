"""made_mail.py: makes a mailbox of any size for import-mail, and knows what an import of it should find.

Everything is seeded: the same size makes the same bytes. Words are drawn at random from short lists, so the texts are mails
by their form only.
"""

import base64
import collections
import hashlib
import quopri
import random
import textwrap
import time

ME = ["ann@example.org", "ann.sea@example.net"]
ENGLISH = """the a my your this that early late quiet small long harbour garden boiler train letter meeting book dinner
window neighbour map timber stage Thursday morning winter question answer thanks please perhaps never always before because
bring take write read wait leave arrive promise remember repair paint carry open close with under near and but or now soon
almost rather not yet""".split()
WESTERN = ENGLISH + "café déjà señor Grüße über müde façade élan naïve tschüß".split()
RUSSIAN = "я ты мы дом сад книга письмо завтра вчера всегда хорошо поезд окно вопрос ответ спасибо читать ждать утром".split()
JAPANESE = "私は 木曜日に 図書館で 本を 読みます 会議が 明日の 午後 ありがとう ソフトを 表示 できません 庭の 手紙".split()
CHINESE = "我们 星期四 图书馆 见面 谢谢 会议 明天 下午 花园 来信 火车 窗户 问题 回答 已经 以后 因为 但是".split()
TAIWANESE = "我們 星期四 圖書館 見面 謝謝 會議 明天 下午 花園 來信 火車 窗戶 問題 回答 成功 蓋章".split()
KOREAN = "우리는 목요일에 도서관에서 만나요 고맙습니다 회의 내일 오후 정원 편지 기차 창문 질문 대답 항상".split()

# The name in the mail, the codec, the words, the transfer encodings.
CHARSETS = [
    ("us-ascii", "ascii", ENGLISH, ["7bit"]), ("utf-8", "utf-8", WESTERN, ["8bit", "quoted-printable", "base64"]),
    ("iso-8859-1", "latin-1", WESTERN, ["8bit", "quoted-printable"]),
    ("windows-1252", "cp1252", WESTERN, ["8bit", "base64"]),
    ("koi8-r", "koi8-r", RUSSIAN, ["8bit", "base64"])]
MULTIBYTE = [
    ("iso-2022-jp", "iso2022_jp", JAPANESE, ["7bit"]), ("shift_jis", "cp932", JAPANESE, ["8bit", "base64"]),
    ("gb2312", "gb2312", CHINESE, ["base64"]), ("big5", "cp950", TAIWANESE, ["8bit", "base64"]),
    ("ks_c_5601-1987", "cp949", KOREAN, ["8bit", "quoted-printable"])]
PHONE = ["", "Ann Sea, Harbour Street 3", "Tel. 0123 456789"]  # What mails share at their end, and is no text.


def digest(text):
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")


class Made:
    """What was made: the texts as a sum of hashes, which no order changes."""

    def __init__(self):
        self.mails, self.entries, self.texts = 0, 0, 0
        self.left_out = collections.Counter()

    def take(self, text):
        self.entries, self.texts = self.entries + 1, (self.texts + digest(text)) % 2**256


class Generator:
    def __init__(self, size, attachment, charsets):
        self.rng, self.size, self.attachment, self.charsets = random.Random(11), size, attachment, charsets
        self.made, self.number, self.recent = Made(), 0, []
        self.lines = base64.encodebytes(self.rng.randbytes(1 << 20))  # 77 bytes a line

    def write(self, path):
        written = 0
        with open(path, "wb") as file:
            while written < self.size:
                mail = self.mail()
                self.made.mails += 1
                mark = b"From - %s\n" % time.strftime("%a %b %d %H:%M:%S %Y", time.gmtime(self.moment())).encode()
                written += file.write(mark + mail.rstrip(b"\n") + b"\n\n")

    # --- Pieces

    def moment(self):
        return 1_100_000_000 + self.number * 5_000

    def paragraphs(self, words, wraps=True):
        """Lines; words of languages without spaces are not wrapped."""
        lines = []
        for number in range(self.rng.randint(1, 4)):
            text = " ".join(self.rng.choices(words, k=self.rng.randint(10, 60))) + "."
            lines += ([""] if number else []) + (textwrap.wrap(text, 72) if wraps else [text])
        return lines

    def own(self, words, wraps=True):
        """A text of one's own, unlike every other."""
        return ["Mail %d," % self.number, "", *self.paragraphs(words, wraps), "", "Ann"]

    def head(self, sender, subject="Thursday", charset="us-ascii", codec="ascii", extra=()):
        title = "=?%s?B?%s?=" % (charset, base64.b64encode(subject.encode(codec)).decode()) if codec != "ascii" else subject
        date = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(self.moment()))
        fields = [
            "Received: from a.example.com (a.example.com [192.0.2.1])\n\tby b.example.com; " + date,
            "Message-ID: <%d@example.com>" % self.number, "Date: " + date, "From: " + sender,
            "To: Bob <bob%d@example.com>" % self.rng.randint(1, 50), "Subject: Re: " + title, "MIME-Version: 1.0", *extra]
        return "\n".join(fields).encode() + b"\n"

    def part(self, lines, charset="utf-8", codec="utf-8", encoding="8bit", kind="plain", more=""):
        raw = ("\n".join(lines) + "\n").encode(codec)
        body = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(encoding, bytes)(raw)
        return b"Content-Type: text/%s; charset=%s%s\nContent-Transfer-Encoding: %s\n\n%s\n" % (
            kind.encode(), charset.encode(), more.encode(), encoding.encode(), body)

    def file(self):
        count = max(1, int(self.rng.expovariate(1 / (self.attachment + 1)) / 56)) * 77
        start = self.rng.randrange(len(self.lines) // 77) * 77
        body = (self.lines[start:] + self.lines * (count // len(self.lines) + 1))[:count]
        return b"Content-Type: image/jpeg; name=a.jpg\nContent-Transfer-Encoding: base64\n\n%s\n" % body

    def multipart(self, kind, *parts):
        mark = b"=_%d_%d" % (self.number, len(parts))
        body = b"".join(b"--%s\n%s" % (mark, part) for part in parts)
        return b"Content-Type: multipart/%s; boundary=\"%s\"\n\n%s--%s--\n" % (kind.encode(), mark, body, mark)

    def quoted(self):
        return ["> " + line if line else ">" for line in self.paragraphs(WESTERN)]

    INTRODUCTION = "On Sat, 8 Mar 2025 at 10:25, Bob <bob@example.com> wrote:"

    # --- Mails of one's own, each with the lines that are its text

    def sent_plain(self):
        charset, codec, words, encodings = self.rng.choice(self.charsets)
        lines = self.own(words)
        ending = self.rng.choice([[], ["", "-- ", "Ann Sea", "+44 1234 567890"], PHONE])
        if self.made.entries < 10:
            ending = PHONE  # So that it is known as a signature from the first step on.
        head = self.head(self.rng.choice(ME), " ".join(words[:2]), charset, codec)
        return head + self.part(lines + ending, charset, codec, self.rng.choice(encodings)), lines

    def sent_flowed(self):
        long = self.own(ENGLISH, wraps=False)
        flowed = []
        for line in long:
            pieces = textwrap.wrap(line, 70) or [""]
            flowed += [piece + " " for piece in pieces[:-1]] + pieces[-1:]
        return self.head(ME[0]) + self.part(flowed, "utf-8", "utf-8", "8bit", more="; format=flowed"), long

    def sent_answer(self):
        lines = self.own(WESTERN)
        body = lines + ["", self.INTRODUCTION, *self.quoted()]
        return self.head(ME[0]) + self.part(body, encoding=self.rng.choice(["8bit", "quoted-printable"])), lines

    def sent_between(self):
        lines, more = self.own(WESTERN)[:-2], self.paragraphs(WESTERN)
        body = [self.INTRODUCTION, *self.quoted(), "", *lines, "", *self.quoted(), "", *more, "", "-- ", "Ann"]
        return self.head(ME[0]) + self.part(body), lines + [""] + more

    def sent_outlook(self):
        lines = self.own(WESTERN)
        body = lines + ["", "-----Original Message-----", "From: Bob", "Sent: Monday", "To: Ann", "Subject: x", ""]
        return self.head(ME[1]) + self.part(body + self.paragraphs(WESTERN), "windows-1252", "cp1252"), lines

    def html(self, lines, rest=""):
        paragraphs = "\n".join(lines).split("\n\n")
        body = "\n".join("<p style=\"margin:0\">%s</p>" % paragraph.replace("\n", " ") for paragraph in paragraphs)
        return ["<html><head><style>p { color: black }</style></head><body>", body, rest, "</body></html>"]

    def sent_html(self):
        long = self.own(WESTERN, wraps=False)
        quote = "<div>%s</div><blockquote><p>%s</p></blockquote>" % (
            self.INTRODUCTION.replace("<", "&lt;"), " ".join(self.paragraphs(WESTERN)))
        return self.head(ME[0]) + self.part(self.html(long, quote), encoding="quoted-printable", kind="html"), long

    def sent_both(self):
        lines = self.own(WESTERN)
        return self.head(ME[0]) + self.multipart(
            "alternative", self.part(lines), self.part(self.html(lines), encoding="base64", kind="html")), lines

    def sent_file(self):
        lines = self.own(WESTERN)
        return self.head(ME[0]) + self.multipart("mixed", self.part(lines), self.file()), lines

    # --- Mails that are left out

    def left_out(self):
        me, text = ME[0], self.part(self.own(WESTERN))
        return self.rng.choice([
            ("automatic", self.head(me, extra=["Auto-Submitted: auto-replied"]) + text),
            ("deleted", self.head(me, extra=["X-Mozilla-Status: 0009"]) + text),
            ("draft", self.head(me, extra=["X-Mozilla-Draft-Info: internal/draft; vcard=0"]) + text),
            ("invitation", self.head(me) + b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR\n"),
            ("encrypted", self.head(me) + self.multipart("encrypted", text)), ("no-text", self.head(me) + self.file()),
            ("unknown-charset", self.head(me) + self.part(["text"], charset="x-odd")),
            ("nothing-of-ones-own", self.head(me) + self.part([self.INTRODUCTION, *self.quoted()]))])

    def received(self):
        head = self.head("Bob <bob@example.com>")
        text = self.part(self.paragraphs(WESTERN) + ["", self.INTRODUCTION.replace("Bob", "Ann"), *self.quoted()])
        kind = self.rng.random()
        if kind < 0.12:
            return head + self.multipart("mixed", text, self.file())
        if kind < 0.5:
            page = self.html(self.paragraphs(WESTERN) * 8)
            return head + self.multipart("alternative", text, self.part(page, encoding="quoted-printable", kind="html"))
        return head + text

    def again(self):
        """A mail that was there, once more: the same one, or its text in a new one."""
        number, mail = self.rng.choice(self.recent)
        if self.rng.random() < 0.5:
            return "repeated", mail
        old, new = b"<%d@example.com>" % number, b"<%d@example.com>" % self.number
        return "text-in-import", mail.replace(old, new, 1)

    def mail(self):
        self.number += 1
        kind = self.rng.random()
        if self.made.entries >= 10 and kind < 0.6:
            if kind < 0.5:
                reason, mail = "not-yours", self.received()
            else:
                reason, mail = self.left_out() if kind < 0.55 else self.again()
            self.made.left_out[reason] += 1
            return mail
        kinds = [self.sent_plain] * 4 + [self.sent_answer] * 3 + [
            self.sent_between, self.sent_outlook, self.sent_html, self.sent_both, self.sent_flowed, self.sent_file]
        mail, lines = (self.sent_plain if self.made.entries < 10 else self.rng.choice(kinds))()
        self.made.take("\n".join(lines))
        self.recent = (self.recent + [(self.number, mail)])[-50:]
        return mail
