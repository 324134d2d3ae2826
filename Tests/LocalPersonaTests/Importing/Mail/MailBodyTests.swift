import Testing

@testable import LocalPersona

@Suite("bodies of mail")
struct MailBodyTests {
  private static let plain = "Content-Type: text/plain\n\nThe plain one.\n"
  private static let html = "Content-Type: text/html\n\n<p>The other one.</p>\n"

  private func multipart(_ kind: String, _ boundary: String, _ parts: [String], isEnded: Bool = true)
    -> String
  {
    "Content-Type: multipart/\(kind); boundary=\"\(boundary)\"\n\npreamble\n"
      + parts.map { "--\(boundary)\n\($0)" }.joined() + (isEnded ? "--\(boundary)--\nepilogue\n" : "")
  }

  @Test func ofAlternativesThePlainOneIsRead() throws {
    #expect(
      try MailSample.text(multipart("alternative", "a", [Self.plain, Self.html])) == "The plain one.\n")
    #expect(
      try MailSample.text(multipart("alternative", "a", [Self.html, Self.plain])) == "The plain one.\n")
    #expect(try MailSample.text(multipart("alternative", "a", [Self.html])) == "The other one.")
    let empty = "Content-Type: text/plain\n\n \n"
    #expect(try MailSample.text(multipart("alternative", "a", [empty, Self.html])) == "The other one.")
  }

  @Test func textsAroundAPictureAreRead() throws {
    let picture = "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0K\n"
    let note = "Content-Type: text/plain; name=b.txt\n\nNot this.\n"
    let list = "Content-Type: text/plain\nContent-Disposition: attachment\n\nNor this.\n"
    let parts = [Self.plain, picture, note, list, "\nThe end.\n"]
    #expect(try MailSample.text(multipart("mixed", "a", parts)) == "The plain one.\n\nThe end.\n")
  }

  @Test func partsThatNobodyEndsEnd() throws {
    let inner = multipart("alternative", "ab", [Self.plain, Self.html], isEnded: false)
    let picture = "Content-Type: image/png\n\n\n"
    #expect(try MailSample.text(multipart("mixed", "a", [inner, picture])) == "The plain one.\n")
    #expect(try MailSample.text(multipart("mixed", "a", [inner], isEnded: false)) == "The plain one.\n")
    #expect(
      try MailSample.text("Content-Type: multipart/mixed; boundary=a\n\n--a \nX: y\n\nz\n--a-- \nw\n")
        == "z\n")
  }

  @Test func depthAndNumberOfPartsAreBounded() throws {
    var deep = Self.plain
    for level in 0..<40 { deep = multipart("mixed", "b\(level)", [deep]) }
    #expect(try MailSample.refusal(deep) == .noText)
    let many = multipart("mixed", "a", [String](repeating: "\nx\n", count: 5_000))
    #expect(try MailSample.text(many).utf8.filter { $0 == UInt8(ascii: "x") }.count == 999)
  }

  @Test func encodingsAreUndone() throws {
    let quoted = "Content-Transfer-Encoding: Quoted-Printable\n\na=\nb=20=  \n=C3=A9 =zz=\n"
    #expect(try MailSample.text(quoted) == "ab é =zz")
    let base64 = "Content-Transfer-Encoding: BASE64\n\nYWJ\n !jZA==\nZQ==\n"
    #expect(try MailSample.text(base64) == "abcde")
    #expect(try MailSample.refusal("Content-Transfer-Encoding: x-uuencode\n\na\n") == .unknownEncoding)
  }

  @Test func whatCannotBeReadIsSaid() throws {
    let calendar = "Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n"
    #expect(try MailSample.refusal(multipart("alternative", "a", [Self.plain, calendar])) == .invitation)
    #expect(try MailSample.refusal(multipart("encrypted", "a", [Self.plain])) == .encrypted)
    #expect(try MailSample.refusal("Content-Type: application/pkcs7-mime\n\nx\n") == .encrypted)
    #expect(try MailSample.refusal("X: y\n\n-----BEGIN PGP MESSAGE-----\n\nx\n") == .encrypted)
    #expect(try MailSample.refusal(multipart("report", "a", [Self.plain])) == .report)
    #expect(try MailSample.refusal("Content-Type: image/png\n\nx\n") == .noText)
    #expect(
      try MailSample.refusal("Content-Type: text/plain; charset=x-odd\n\nx\n") == .unknownCharset("x-odd"))
    let passedOn = multipart("mixed", "a", ["Content-Type: message/rfc822\n\n\(Self.plain)"])
    #expect(try MailSample.refusal(passedOn) == .nothingOfOnesOwn)
  }

  @Test func textsBeyondTheLimitAreNotKept() throws {
    var limits = MailLimits()
    limits.textByteCount = 100
    limits.lineByteCount = 60
    let long = "X: y\n\n" + String(repeating: "a line of the mail\n", count: 10)
    let wide = "X: y\n\n" + String(repeating: "x", count: 61)
    let attached = multipart(
      "mixed", "a", [Self.plain, "Content-Type: image/png\n\n" + String(repeating: "x", count: 500) + "\n"])
    let findings = try [long, wide, attached].map { mail in
      try MailSample.mails(Array(mail.utf8), isMailbox: false, limits: limits).first?.body?.findings
    }
    #expect(findings == [[.tooLong], [.tooLong], []])
  }

  @Test func sealsAreTakenOff() throws {
    let signed =
      "X: y\n\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n- -- a\nb\n-----BEGIN PGP SIGNATURE-----\n\nx\n"
    #expect(try MailSample.text(signed) == "\n-- a\nb")
  }

  // MARK: Flowed text and HTML

  @Test(arguments: [
    ("a \nb\nc", false, "a b\nc"), ("a \nb", true, "ab"), ("> a \n> b\nc", false, "> a b\nc"),
    ("> a \nb", false, "> a \nb"), ("-- \nAnn", false, "-- \nAnn"), ("a \n-- \nAnn", false, "a \n-- \nAnn"),
    (" >a\n  b", false, ">a\n b"), ("a \n\nb", false, "a \n\nb"), (">> a\r\n> b", false, ">> a\n> b"),
  ])
  func unwrapsFlowedText(text: String, deletesSpace: Bool, expected: String) {
    #expect(FlowedText.unwrap(text, deletesSpace: deletesSpace) == expected)
  }

  @Test(arguments: [
    ("a<br>b<br><br>c", "a\nb\n\nc"), ("<p>a</p><p>b</p>", "a\n\nb"),
    ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
    (" a \n b&nbsp;c ", "a b c"), ("<ul><li>a</li><li>b</ul>c", "- a\n- b\nc"),
    ("a<blockquote>b<blockquote>c</blockquote></blockquote>d", "a\n\n> b\n> \n>> c\n> \n\nd"),
    ("&lt;&amp;&eacute;&#233;&#xe9;&euro;&#150;&nope;&", "<&éé\u{E9}€–&nope;&"),
    ("<ul><li><p>a</p></li></ul>", "- a"),
    ("<head><title>x</title></head><style>p{}</style><script>1<2</SCRIPT>a<!-- b -->c", "ac"),
    ("<pre>a\n  b</pre>", "a\n  b"), ("a < b <c", "a < b"), ("<a href=\"x>y\">z</a>", "z"),
    ("a<div class=\"gmail_signature\">Ann</div>", "a\n-- \nAnn"),
    ("a<div id=\"ms-outlook-mobile-signature\">Ann</div>", "a\n-- \nAnn"),
    ("a<img alt=\"signature\">b", "ab"), ("-- <br>Ann", "-- \nAnn"),
    ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
    (
      "<p class=MsoNormal>a</p><p class=MsoNormal>b</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>c</p>",
      "a\nb\n\nc"
    ),
    ("</blockquote></pre>a", "a"), ("", ""), ("<", "<"), ("<!--", ""), ("<p", ""),
  ])
  func turnsHTMLIntoText(html: String, expected: String) {
    #expect(HTMLText.text(of: html) == expected)
  }
}
