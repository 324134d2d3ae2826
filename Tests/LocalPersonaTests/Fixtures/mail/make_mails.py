#!/usr/bin/env python3
"""make_mails.py: writes mails.mbox and mails.jsonl: mails of our own making, and what Python's email package reads
in them, which is the second implementation that the tests compare with.

usage: Tests/LocalPersonaTests/Fixtures/mail/make_mails.py

charsets.txt beside it comes from scripts/make-charset-tables --fixture, multibyte.txt from make_multibyte.py.
"""

import base64
import datetime
import email
import email.policy
import json
import os
import quopri

FOLDER = os.path.dirname(os.path.abspath(__file__))

GREETINGS = {
    "utf-8": "Grüße aus Łódź, 日本, Привет – “ok” €", "us-ascii": "Plain words only.",
    "iso-8859-1": "Ça va très bien, señor Müller.", "iso-8859-15": "Das kostet 12 €, cœur.",
    "windows-1252": "“Smart” – quotes… €5", "iso-8859-2": "Zażółć gęślą jaźń, dvořák",
    "windows-1250": "Příliš žluťoučký kůň – „ano“", "windows-1251": "Съешь же ещё этих булок – №5",
    "koi8-r": "Съешь же ещё мягких булок", "utf-16": "Überall é",
    "iso-2022-jp": "木曜日に図書館で会いましょう。", "shift_jis": "明日のソフトは表示できません。",
    "euc-jp": "お元気ですか、テストです。", "gb2312": "星期四图书馆见，谢谢。", "gb18030": "朱镕基、€ 和 😀。",
    "big5": "星期四在圖書館見，功許蓋。", "euc-kr": "목요일에 도서관에서 만나요.", "iso-2022-kr": "안녕하세요, 앤.",
    "utf-7": "Grüße + 日本 – 2+2=4"}
# Those whose own encoded words are tried in a subject.
MULTIBYTE = ("iso-2022-jp", "shift_jis", "euc-jp", "gb2312", "gb18030", "big5", "euc-kr", "iso-2022-kr")
DATES = [
    "Sat, 8 Mar 2025 10:25:00 +0100", "8 Mar 2025 10:25 GMT", "Sat, 08 Mar 2025 10:25:00 -0800 (PST)",
    "Thu, 13 Feb 69 23:32 -0330", "Wed, 31 Dec 1997 23:59:59 EST", "Mon, 1 Jan 2001 00:00:00 -0000",
    "Fri, 29 Feb 2008 12:00:00 +1345"]
NAMES = ["Zoë Łukasz", "Müller, Jörg", "Анна", "O'Neill (work)", "=?", "Ann \"Bee\" Sea"]


def word(text, charset, kind):
    """An encoded word of RFC 2047."""
    raw = text.encode(charset)
    if kind == "B":
        return "=?%s?B?%s?=" % (charset, base64.b64encode(raw).decode())
    return "=?%s?Q?%s?=" % (charset, "".join(
        "_" if byte == 32 else chr(byte) if chr(byte).isascii() and chr(byte).isalnum() else "=%02X" % byte
        for byte in raw))


def encoded(text, charset, encoding):
    raw = text.encode(charset)
    if encoding == "base64":
        return base64.encodebytes(raw)
    if encoding == "quoted-printable":
        return quopri.encodestring(raw) + b"\n"
    return raw + b"\n"


def single(number, charset, encoding, kind):
    text = "Dear Ann,\n\n%s\nA long line: %s\n= and =3D stay\tas they are.\n\nBob" % (
        GREETINGS[charset], "word " * 30 + "end")
    name = NAMES[number % len(NAMES)]
    try:
        name.encode("utf-8" if charset in ("us-ascii", "utf-16") else charset)
        shown = word(name, "utf-8" if charset in ("us-ascii", "utf-16") else charset, kind)
    except UnicodeEncodeError:
        shown = word(name, "utf-8", kind)
    head = [
        "Received: from a (b [1.2.3.4])\n\tby c; %s" % DATES[0], "Message-ID: <%d@example.org>" % number,
        "From: Bob <bob@example.org>", "To: %s\n <ann%d@example.org>, \"Sea, C\" <c@example.org>" % (shown, number),
        "Date: %s" % DATES[number % len(DATES)],
        "Subject: %s\n %s" % (
            word(GREETINGS[charset][:12], charset if charset in MULTIBYTE else "utf-8", kind), word(" again", "utf-8", "Q")),
        "MIME-Version: 1.0", "Content-Type: text/plain;\n\tcharset=\"%s\"" % charset,
        "Content-Transfer-Encoding: %s" % encoding]
    return "\n".join(head).encode() + b"\n\n" + encoded(text, charset, encoding)


PLAIN = "Content-Type: text/plain; charset=utf-8\n\nThe plain one.\n"
HTML = "Content-Type: text/html; charset=utf-8\n\n<p>The other one.</p>\n"
PICTURE = "Content-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
NOTE = "Content-Type: text/plain; charset=utf-8\nContent-Disposition: attachment; filename=b.txt\n\nNot this.\n"


def multipart(kind, boundary, *parts, preamble="", ended=True):
    text = "Content-Type: multipart/%s; boundary=\"%s\"\n\n%s" % (kind, boundary, preamble)
    for part in parts:
        text += "--%s\n%s" % (boundary, part)
    return text + ("--%s--\n" % boundary if ended else "")


def nested():
    both = multipart("alternative", "in ner", PLAIN, HTML)
    return [
        multipart("alternative", "a=b", PLAIN, HTML), multipart("mixed", "out", both, PICTURE, NOTE),
        multipart("mixed", "out", PLAIN, PICTURE, preamble="This is no text.\n--ou\n"),
        multipart("mixed", "out", multipart("alternative", "out2", PLAIN, HTML), PICTURE, ended=False),
        multipart("related", "r", both, PICTURE), multipart("signed", "s", PLAIN, PICTURE)]


def mails():
    number = 0
    for charset in GREETINGS:
        for encoding in ("base64",) if charset == "utf-16" else ("base64", "quoted-printable", "8bit"):
            yield single(number, charset, encoding, "BQ"[number % 2])
            number += 1
    for body in nested():
        yield ("Message-ID: <%d@example.org>\nFrom: bob@example.org\nTo: ann@example.org\nSubject: parts %d\n"
               "Date: %s\nMIME-Version: 1.0\n%s" % (number, number, DATES[number % len(DATES)], body)).encode()
        number += 1


def expected(raw):
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    to = mail["to"].addresses[0]
    text = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
    date = mail["date"].datetime
    date = date if date.tzinfo else date.replace(tzinfo=datetime.timezone.utc)  # of -0000 it makes none
    return {"to": to.display_name or to.addr_spec, "subject": str(mail["subject"]),
            "date": int(date.timestamp()), "text": text.strip()}


def main():
    box, lines = b"", []
    for raw in mails():
        quoted = b"".join(
            (b">" if line.lstrip(b">").startswith(b"From ") else b"") + line for line in raw.splitlines(True))
        box += b"From bob@example.org Sat Mar  8 10:25:00 2025\n" + quoted + b"\n"
        lines.append(json.dumps(expected(raw), ensure_ascii=False))
    with open(os.path.join(FOLDER, "mails.mbox"), "wb") as file:
        file.write(box)
    with open(os.path.join(FOLDER, "mails.jsonl"), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
