// QuotePhrases.swift: the words that mail programs put before what they quote or pass on, and below what was
// written, in English, German, French, Spanish, Italian, Dutch and Portuguese. All in lower case.

/// Words that mail programs write.
enum QuotePhrases {
  /// How a line such as `On Monday at 9:00 Ann wrote:` begins.
  static let openers =
    [
      "on ", "at ", "am ", "le ", "el ", "il ", "op ", "em ", "no dia ", "a las ", "às ", "den ", "um ",
      "dne ", "in a message dated ", "in einer email vom ", "in einer e-mail vom ",
      "dans un e-mail daté du ", "dans un message daté du ",
    ] + (0...9).map { "a \($0)" }

  /// How a line such as `Quoting Ann <ann@example.org>:` begins.
  static let citations = [
    "quoting ", "zitat von ", "en réponse à ", "citando ", "citeren ", "citazione di ", "citat de ",
  ]

  /// What it says that somebody did, each with the space before it, so that no longer word has it in it.
  static let verbs = [
    " wrote", " writes", " schrieb", " schreibt", " geschrieben:", " a écrit", " a ecrit", " escribió",
    " escribio", " ha escrito", " ha scritto", " schreef", " geschreven:", " escreveu",
  ]

  /// What it says where a date follows: `Ann Sea wrote on 03/08/2025 10:25:00:`.
  static let datedVerbs = [" wrote on ", " schrieb am "]

  /// What stands between hyphens before a mail that is answered.
  static let originals: Set<String> = [
    "original message", "original-nachricht", "originalnachricht", "ursprüngliche nachricht",
    "ursprungliche nachricht", "ursprüngliche mail", "ursprüngliche e-mail", "original mail",
    "original e-mail", "message d'origine", "message d’origine",
    "message original", "message initial", "mail original", "courriel original", "mensaje original",
    "messaggio originale", "messaggio originario",
    "oorspronkelijk bericht", "oorspronkelijke bericht", "oorspronkelijk e-mailbericht", "origineel bericht",
    "mensagem original", "reply message",
    "original appointment",
  ]

  /// What stands between hyphens, or alone, before a mail that is passed on.
  static let forwards: Set<String> = [
    "forwarded message", "forwarded mail", "begin forwarded message", "weitergeleitete nachricht",
    "weitergeleitete e-mail", "anfang der weitergeleiteten nachricht",
    "anfang der weitergeleiteten e-mail", "message transféré", "message réexpédié",
    "début du message transféré", "début du message réexpédié", "mensaje reenviado",
    "inicio del mensaje reenviado", "messaggio inoltrato", "inizio messaggio inoltrato",
    "doorgestuurd bericht", "begin doorgestuurd bericht", "mensagem encaminhada", "mensagem reencaminhada",
    "início da mensagem encaminhada", "início da mensagem reencaminhada",
  ]

  /// Labels of the block that Outlook puts before a mail: who wrote it.
  static let fromLabels: Set<String> = ["from", "von", "de", "da", "van"]

  /// When it was sent, and to whom.
  static let sentLabels: Set<String> = [
    "sent", "date", "to", "gesendet", "datum", "an", "envoyé", "envoyé le", "à", "enviado", "enviado el",
    "enviado em", "enviada", "enviada em", "fecha", "para", "inviato", "data", "data di invio", "a",
    "verzonden", "aan",
  ]

  /// What it was about.
  static let subjectLabels: Set<String> = [
    "subject", "betreff", "objet", "asunto", "oggetto", "onderwerp", "assunto",
  ]

  /// How lines begin that telephones and programs add below a mail.
  private static let advertisements = [
    "sent from ", "sent with proton", "sent with [proton", "sent via ", "get outlook for ", "gesendet von ",
    "gesendet mit ",
    "diese nachricht wurde von meinem ", "envoyé de mon ", "envoyé depuis ", "envoyé à partir d",
    "provenance :",
    "télécharger outlook pour ", "enviado desde ", "obtener outlook para ", "inviato da ",
    "scarica outlook per ",
    "verstuurd vanaf ", "verzonden vanaf ", "verzonden vanuit ", "outlook voor ", "enviado do meu ",
    "enviado a partir do ", "obter o outlook para ", "outlook für ",
  ]

  /// How many words `Von meinem … gesendet` has at most.
  private static let longestGermanLine = 6

  /// Whether `words`, a line in lower case, is such a line.
  static func isAdvertisement(_ words: String) -> Bool {
    // In German the telling word comes last: much that a person says begins with the same words.
    if words.hasPrefix("von "), words.hasSuffix(" gesendet") || words.hasSuffix(" gesendet."),
      words.split(separator: " ").count <= longestGermanLine
    {
      return true
    }
    // What programs against viruses add, in any language.
    if words.contains("avast.com") || words.contains("avast antivirus") { return true }
    return advertisements.contains { words.hasPrefix($0) }
  }

  /// How subjects begin before what they are about.
  static let subjectPrefixes: Set<String> = [
    "re", "fwd", "fw", "aw", "wg", "antw", "antwort", "sv", "vs", "vb", "tr", "réf", "ref", "rv", "rif", "r",
    "i", "enc", "res", "odp", "doorst", "rép", "rsp", "fs",
  ]

  /// How subjects of answers begin that no person wrote.
  static let automaticSubjects = [
    "out of office", "out of office autoreply", "automatic reply", "auto-reply", "auto reply", "autoreply",
    "automatische antwort",
    "abwesenheitsnotiz", "abwesenheit", "réponse automatique", "respuesta automática", "fuera de la oficina",
    "risposta automatica", "fuori ufficio", "automatisch antwoord", "afwezig", "afwezigheid",
    "resposta automática", "fora do escritório",
  ]

  /// The names of folders with mail that was sent, without their endings.
  static let sentFolders: Set<String> = [
    "sent", "sent items", "sent mail", "sent messages", "sent-mail", "sentmail", "outbox", "gesendet",
    "gesendete elemente", "gesendete objekte", "gesendete nachrichten", "envoyés", "éléments envoyés",
    "messages envoyés", "enviados", "elementos enviados", "mensajes enviados", "inviati", "inviata",
    "posta inviata", "verzonden", "verzonden items", "verzonden berichten", "enviadas", "itens enviados",
    "mensagens enviadas",
    // As servers write these names to disk.
    "envoy&aok-s", "&amk-l&aok-ments envoy&aok-s", "messages envoy&aok-s",
  ]

  /// The labels that Gmail gives to drafts.
  static let draftLabels: Set<String> = [
    "drafts", "draft", "entwürfe", "brouillons", "borradores", "bozze", "concepten", "rascunhos",
  ]

  /// The labels that Gmail gives to what is deleted.
  static let trashLabels: Set<String> = [
    "trash", "bin", "papierkorb", "corbeille", "papelera", "cestino", "prullenbak", "lixeira", "lixo",
  ]
}
