import Testing

@testable import LocalPersona

@Suite("what somebody wrote in a mail")
struct OwnTextTests {
  /// How programs introduce a quote, in each language.
  private static let introductions = [
    "On Sat, 8 Mar 2025 at 10:25, Bob <bob@example.org> wrote:", "On 3/8/25, 10:25 AM, \"Bob\" wrote:",
    "On Sat, 8 Mar 2025 at 10:25, Bob With A Name That Is Long\n<bob@example.org> wrote:",
    "Am Sa., 8. März 2025 um 10:25 Uhr schrieb Bob <bob@example.org>:", "Am 08.03.2025 um 10:25 schrieb Bob:",
    "Le sam. 8 mars 2025 à 10:25, Bob <bob@example.org> a écrit\u{A0}:",
    "El sáb, 8 mar 2025 a las 10:25, Bob (<bob@example.org>) escribió:",
    "Il giorno sab 8 mar 2025 alle ore 10:25 Bob <bob@example.org> ha scritto:",
    "Op za 8 mrt 2025 om 10:25 schreef Bob <bob@example.org>:",
    "Op 8 mrt. 2025, om 10:25 heeft Bob het volgende geschreven:",
    "Em sáb., 8 de mar. de 2025 às 10:25, Bob <bob@example.org> escreveu:",
    "Às 10:25 de 08/03/2025, Bob escreveu:", "Bob <bob@example.org> schrieb am Sa., 8. März 2025, 10:25:",
    "Bob <bob@example.org> schrieb am Sa., 8. März 2025,\n10:25:",
    "Bob With A Name That Is Long <\nbob@example.org> schrieb am Sa., 8. März 2025, 10:25:",
    "Bob <bob@example.org> escreveu (sábado, 8/03/2025 à(s) 10:25):",
    "2015-03-08 10:25 GMT+01:00 Bob <bob@example.org>:",
    "2015-03-08 10:25 GMT+01:00 Bob With A Name That Is Long\n<bob@example.org>:",
    "In a message dated 3/8/2025 10:25:00 AM Eastern Standard Time, bob@example.org writes:",
    "In einer eMail vom 08.03.2025 10:25:00 Westeuropäische Normalzeit schreibt bob@example.org:",
    "Bob Sea/EXAMPLE wrote on 03/08/2025 10:25:00 AM:", "Quoting Bob <bob@example.org>:",
    "Zitat von Bob <bob@example.org>:",
  ]

  /// What stands before the whole mail that is answered.
  private static let blocks = [
    "-----Original Message-----", "-----Ursprüngliche Nachricht-----", "-------- Original-Nachricht --------",
    "-----Message d'origine-----", "-----Mensaje original-----", "-----Messaggio originale-----",
    "-----Oorspronkelijk bericht-----", "-----Mensagem original-----",
    "________________________________\nFrom: Bob <bob@example.org>\nSent: Saturday\nTo: Ann\nSubject: No",
    "*From:* Bob\n*Sent:* Saturday\n*To:* Ann\n*Subject:* No",
    "Von: Bob\nGesendet: Samstag\nAn: Ann\nBetreff: Nein",
    "De : Bob\nEnvoyé : samedi\nÀ : Ann\nObjet : Non", "De: Bob\nEnviado el: sábado\nPara: Ann\nAsunto: No",
    "Da: Bob\nInviato: sabato\nA: Ann\nOggetto: No",
    "Van: Bob\nVerzonden: zaterdag\nAan: Ann\nOnderwerp: Nee",
    "De: Bob\nEnviada em: sábado\nPara: Ann\nAssunto: Não",
    "Gesendet: Samstag, 8. März 2025\nVon: Bob\nAn: Ann\nBetreff: Nein",
    "Subject: No\nDate: Sat, 8 Mar 2025\nFrom: Bob\nTo: Ann", "----- Mail original -----",
    "----- Ursprüngliche Mail -----", "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐",
    ">>> Bob <bob@example.org> 08.03.2025 10:25 >>>",
  ]

  private static let forwards = [
    "---------- Forwarded message ---------", "Begin forwarded message:",
    "-------- Weitergeleitete Nachricht --------", "Anfang der weitergeleiteten Nachricht:",
    "-------- Message transféré --------", "Début du message réexpédié :",
    "---------- Mensaje reenviado ----------",
    "Inizio messaggio inoltrato:", "-------- Doorgestuurd bericht --------",
    "---------- Mensagem encaminhada ----------",
  ]

  @Test(arguments: introductions)
  func anIntroductionGoesWithItsQuote(introduction: String) {
    let own = OwnText("My answer.\n\n\(introduction)\n\n> His question?\n> \n> Bob\n\nMy last word.\n")
    #expect(own.text == "My answer.\n\nMy last word.")
    #expect(own.cuts == [.quote])
  }

  @Test(arguments: introductions)
  func whatIsNotMarkedAfterAnIntroductionGoesToo(introduction: String) {
    let own = OwnText("My answer.\nAnn\n\n\(introduction)\n\nHis question?\n\nBob\n")
    #expect(own.text == "My answer.\nAnn")
    #expect(own.cuts == [.quote])
  }

  @Test(arguments: blocks)
  func everythingBelowAnOriginalMessageGoes(block: String) {
    let own = OwnText("My answer.\r\n\r\n\(block)\r\n\r\nHis question?\r\n")
    #expect(own.text == "My answer.")
    #expect(own.cuts == [.quote])
  }

  @Test(arguments: forwards)
  func whatIsPassedOnGoes(mark: String) {
    let own = OwnText("See below.\n\n\(mark)\nFrom: Bob\n\nHis text.\n")
    #expect(own.text == "See below.")
    #expect(own.cuts == [.forward])
    #expect(OwnText("\(mark)\nHis text.").text.isEmpty)
  }

  @Test(arguments: [
    "On Monday we meet at 10:25, as Bob wrote. Is that right?", "From: here to there",
    "I wrote:\nthe sky is blue", "He wrote: no", "Am Ende schrieb er alles neu:\nden ganzen Text",
    "Original message", "a > b", "From Monday on", "- one\n- two", "Von meinem Bruder soll ich grüßen.",
    "On 3 May Bob wrote:\nthis, and I agree.", "2024-05-01 A talk with Bob:\nhe is well",
    "Am 12.03.2025 habe ich es so beschrieben:\nkurz und klar", "Date: not yet known\nTo: everybody",
    "On 3 May 2025 I wrote the following:\nThe sky is blue.", "A friend wrote in 2019 at 10:25:\nhello",
    "El presidente escribió en 2019:\nque sí", "begin 2025 with a walk\nend",
    "-----BEGIN PGP MESSAGE-----\nno end",
    "Von mir aus wird das Paket morgen früh an dich gesendet.",
  ])
  func whatAPersonSaysStays(text: String) {
    #expect(OwnText(text) == OwnText("\n\n\(text)  \n\n"))
    #expect(OwnText(text).text == text)
    #expect(OwnText(text).cuts.isEmpty)
  }

  @Test func answersBetweenQuotesStayTogether() {
    let own = OwnText("Bob wrote:\n> One?\nYes.\n\n> Two?\n\nNo.\n> Three?\n>> Four\n")
    #expect(own.text == "Yes.\n\nNo.")
    #expect(OwnText("Bob wrote:\n\n > One?\n > Two?\n\nNo.").text == "No.")
  }

  @Test func aLineOfAQuoteThatAProgramBrokeGoesWhole() {
    let long = "> " + String(repeating: "word ", count: 14) + "on the"
    #expect(OwnText("Yes.\n\nBob wrote:\n\(long)\nserver\n> and more\n").text == "Yes.")
    #expect(OwnText("Bob wrote:\n\(long)\nNo.\n> and more\n").text == "No.")
    #expect(OwnText("Bob wrote:\n\(long)\nserver\n").text == "server")
  }

  @Test(arguments: [
    "begin 644 cat.txt\n#0V%T\n`\nend", "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n=x\n-----END PGP MESSAGE-----",
    "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQEN\n-----END PGP PUBLIC KEY BLOCK-----",
  ])
  func keysAndFilesAmongTheTextGo(block: String) {
    #expect(OwnText("Here it is.\n\n\(block)\n\nAnn").text == "Here it is.\n\nAnn")
    #expect(OwnText(block).text.isEmpty)
  }

  @Test func whatStandsForAPictureGoes() {
    let own = OwnText(
      "Look:\n\n[cid:image001.png@01DA.0]\n\nA nice [image: a b.png] one [1], [cid: not. [x\n")
    #expect(own.text == "Look:\n\nA nice one [1], [cid: not. [x")
    #expect(OwnText("[image: a.png]").text.isEmpty)
  }

  @Test func linesEndInTheWayOfAnySystem() {
    #expect(OwnText("One.\rTwo.\r\nThree.\n").text == "One.\nTwo.\nThree.")
  }

  @Test(arguments: [
    "Sent from BlueTelephone", "Von Example Mobile gesendet", "Provenance\u{A0}: Courrier pour Windows",
    "Virus-free. www.avast.com", "Sent with [Proton Mail](https://proton.me) secure email.",
    "_______________________________________________\nFriends mailing list\nfriends@example.org",
    "-- \nAnn\nTel. 0123456", "--\nAnn", "Sent from my telephone", "Von meinem Telefon gesendet",
    "Envoyé de mon téléphone", "Enviado desde mi teléfono", "Inviato da un telefono",
    "Verstuurd vanaf mijn telefoon", "Enviado do meu telefone",
    "Get Outlook for iOS\n\n> On 8 Mar 2025, Bob wrote:\n> No?",
  ])
  func signaturesGo(signature: String) {
    let own = OwnText("Yes.\n\nBest wishes,\nAnn\n\n\(signature)\n")
    #expect(own.text == "Yes.\n\nBest wishes,\nAnn")
    #expect(own.cuts.contains(.signature))
  }

  @Test func aLineDrawnAboveALongTextIsNoSignature() {
    let long = (1...40).map { "Line \($0)." }.joined(separator: "\n")
    #expect(OwnText("One.\n--\n\(long)").text == "One.\n--\n\(long)")
  }

  // MARK: Repeated endings

  @Test func whatSeveralMailsShareAtTheirEndGoes() {
    let signature = "Ann Sea, Example Ltd\nTel. 0123 456789"
    let mails = (1...5).map { "Mail number \($0).\n\nBest wishes,\nAnn\n\n\(signature)" }
    var endings = RepeatedEndings()
    for mail in mails.prefix(4) { endings.note(mail) }
    let tooEarly = mails.compactMap(endings.cut)
    #expect(tooEarly.isEmpty)
    endings.note(mails[4])
    let cut = mails.compactMap(endings.cut)
    #expect(cut == (1...5).map { "Mail number \($0).\n\nBest wishes,\nAnn" })
  }

  @Test func greetingsAndWholeTextsStay() {
    var endings = RepeatedEndings()
    for number in 1...9 { endings.note("Mail \(number).\n\nBest wishes,\nAnn") }
    for _ in 1...9 { endings.note("Tel. 0123 456789") }
    let cut = ["Mail 1.\n\nBest wishes,\nAnn", "Tel. 0123 456789", ""].compactMap(endings.cut)
    #expect(cut.isEmpty)
  }
}
