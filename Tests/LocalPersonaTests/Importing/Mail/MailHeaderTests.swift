import Testing

@testable import LocalPersona

@Suite("headers of mail")
struct MailHeaderTests {
  private func header(_ lines: [String]) -> MailHeader {
    var header = MailHeader()
    for line in lines { header.take(Array(line.utf8)[...]) }
    return header
  }

  @Test func unfoldsAndFindsByNameInAnyCase() {
    let header = header(["SUBJECT:  one", " two", "\tthree", "no field", " of nothing", "X: y", "Subject: z"])
    #expect(header.text("subject") == "one two three")
    #expect(header.fields.map(\.name) == ["subject", "x", "subject"])
    #expect(header.text("missing") == nil)
  }

  @Test func passesOverWhatIsLongerThanTheLimit() {
    var header = header(["A: b"])
    header.take([UInt8](repeating: 0x20, count: MailHeader.maximumByteCount)[...])
    header.take(Array("C: d".utf8)[...])
    #expect(header.fields.count == 1)
  }

  /// The examples of RFC 2047, section 8, and of what programs do against it.
  @Test(arguments: [
    ("=?ISO-8859-1?Q?a?=", "a"), ("=?ISO-8859-1?Q?a?= b", "a b"),
    ("=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=", "ab"), ("=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=", "ab"),
    ("=?ISO-8859-1?Q?a_b?=", "a b"), ("=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=", "a b"),
    ("=?US-ASCII*EN?Q?Keith_Moore?=", "Keith Moore"),
    ("=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?= x", "If you can read this yo x"),
    ("=?utf-8?B?ww==?= =?utf-8?B?qQ==?=", "é"), ("=?utf-8?Q?=C3?= =?utf-8?Q?=A9?=", "é"),
    ("Re: =?utf-8?q?=C3=A9?=!", "Re: é!"), ("=?x-odd?B?GyRC?=", "=?x-odd?B?GyRC?="),
    ("=?ISO-2022-JP?B?GyRCTFpNS0Z8GyhC?=\t=?iso-2022-jp?B?GyRCP149cRsoQg==?=", "木曜日図書"),
    ("=?GB2312?B?0LvQ?= =?gb2312?B?uw==?=", "谢谢"), ("=?ks_c_5601-1987?Q?=B8=F1=BF=E4=C0=CF?= a", "목요일 a"),
    ("=?utf-7?Q?+AOk-?=", "é"),
    ("=?utf-8?X?a?=", "=?utf-8?X?a?="), ("=?utf-8?Q?a", "=?utf-8?Q?a"), ("=?", "=?"), ("", ""),
  ])
  func decodesEncodedWords(value: String, text: String) {
    #expect(EncodedWords.decode(Array(value.utf8)) == text)
  }

  @Test(arguments: [
    ("ann@example.org", ["-|ann@example.org"]), ("Ann Sea <Ann@Example.org>", ["Ann Sea|ann@example.org"]),
    (#""Sea, Ann" <a@b.c>, d@e.f"#, ["Sea, Ann|a@b.c", "-|d@e.f"]),
    (#""A \"B\" C" <a@b.c>"#, [#"A "B" C|a@b.c"#]), ("a@b.c (Ann (the) Sea)", ["Ann (the) Sea|a@b.c"]),
    ("=?utf-8?Q?M=C3=BCller=2C_J?= <j@b.c>", ["Müller, J|j@b.c"]),
    ("Friends: a@b.c, Dee <d@e.f>;, g@h.i", ["-|a@b.c", "Dee|d@e.f", "-|g@h.i"]),
    ("undisclosed-recipients:;", []), ("<@x.y,@z:a@b.c>", ["-|a@b.c"]), ("a@b.c <a@b.c>", ["-|a@b.c"]),
    ("nobody", []), ("", []), ("<", []), ("\"", []), ("(", []), (",,;:", []),
  ])
  func readsAddressLists(value: String, expected: [String]) {
    let found = MailAddress.list(Array(value.utf8)).map { "\($0.name ?? "-")|\($0.address)" }
    #expect(found == expected)
  }

  @Test(arguments: [
    ("Fri, 21 Nov 1997 09:55:06 -0600", "1997-11-21T15:55:06Z"),
    ("1 Apr 97 0:01 GMT", "1997-04-01T00:01:00Z"),
    ("Tue, 1 Jul 2003 10:52:37 +0200 (CEST)", "2003-07-01T08:52:37Z"),
    ("Thu,\t13 Feb 1969 23:32 -0330 (Newfoundland (Time))", "1969-02-14T03:02:00Z"),
    ("21 Nov 97 09:55:06 EDT", "1997-11-21T13:55:06Z"), ("Sat Mar  8 10:25:00 2025", "2025-03-08T10:25:00Z"),
    ("8 March 2025 10:25 Z", "2025-03-08T10:25:00Z"), ("8 Mar 2025 10:25:00 +9999", "2025-03-08T10:25:00Z"),
    ("8 Mar 125 10:25:00 UT", "2025-03-08T10:25:00Z"), ("8 Mar 49 10:25 A", "2049-03-08T10:25:00Z"),
  ])
  func readsDates(value: String, expected: String) {
    #expect(MailDate.parse(Array(value.utf8))?.iso8601 == expected)
  }

  @Test(arguments: ["", "yesterday", "8 Mar 2025", "30 Feb 2025 10:00:00 +0000", "8 Mar 2025 25:00", "10:00"])
  func saysWhereThereIsNoDate(value: String) {
    #expect(MailDate.parse(Array(value.utf8)) == nil)
  }

  @Test func readsParameters() {
    let type = HeaderParameters(
      Array(
        #"Text/Plain; (c;d) CHARSET="UTF-8"; name*0="a;"; name*1=b; x*=utf-8'en'%41%20b; q="\"; format"#.utf8)
    )
    #expect(type.word == "text/plain")
    #expect(type.token("charset") == "utf-8")
    #expect(type.bytes("name") == Array("a;b".utf8))
    #expect(type.bytes("x") == Array("A b".utf8))
    #expect(type.bytes("missing") == nil)
  }

  private static let subjects: [(String, String?)] = [
    ("Re: Thursday", "Thursday"), ("AW: Re[2]: WG: Thursday", "Thursday"),
    ("Thursday: a plan", "Thursday: a plan"),
    ("RE : Thursday", "Thursday"), ("Re:", nil), ("a \u{2028} b", "a b"),
  ]

  @Test(arguments: subjects)
  func takesPrefixesOffSubjects(subject: String, title: String?) {
    #expect(MailItem.subject(subject) == title)
  }

  @Test func cutsLongSubjectsBetweenCharacters() throws {
    let title = try #require(MailItem.subject(String(repeating: "é", count: 3000)))
    #expect(title.utf8.count == Entry.maximumLineByteCount)
  }
}
