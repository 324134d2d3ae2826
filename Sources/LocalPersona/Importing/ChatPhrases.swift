// ChatPhrases.swift: what WhatsApp writes into chats itself, in the languages of most of its users.
//
// Only what no mark and no brackets tell has to be here (see ChatText), so a language that is missing costs a
// few lines of the program among the user's, nothing else. All in lower case, without a full stop at the end.

/// The words of the program in a chat.
enum ChatPhrases {
  /// What a whole message is, if it is one of the program's; `text` is cleaned.
  static func part(_ text: String) -> OmittedPart? {
    let phrase = folded(text)
    if deleted.contains(phrase) { return .deletedMessage }
    if calls.contains(phrase) { return .systemLine }
    let isPlace = phrase.contains(": https://maps.google.com/?q=")
    return omitted.contains(phrase) || isPlace || phrase.hasSuffix(".vcf (file attached)") ? .media : nil
  }

  /// Whether a text says that the message before it was edited; `text` is cleaned, in its angle brackets.
  static func isEdited(_ text: String) -> Bool { edited.contains(folded(text)) }

  /// Whether a text says that a file is attached; `text` is cleaned, in its brackets.
  static func saysAttached(_ text: String) -> Bool { attached.contains(folded(text)) }

  /// Whether a line is one of the answers of a poll, as `OPTION: Yes (2 votes)`; `text` is cleaned.
  static func isOption(_ text: String) -> Bool {
    options.contains { text.hasPrefix($0 + ":") || text.hasPrefix($0 + " :") }
  }

  private static func folded(_ text: String) -> String {
    let phrase = text.lowercased()
    if phrase.hasSuffix(".>") { return String(phrase.dropLast(2)) + ">" }
    return phrase.hasSuffix(".") ? String(phrase.dropLast()) : phrase
  }

  /// Whom a chat is with, as the name of its file, or of the folder around it, says; nil where it does not.
  static func partner(inFileName name: String) -> String? {
    for start in chatNames where name.hasPrefix(start) {
      var partner = name.dropFirst(start.count)
      // A second download of the same file.
      if let open = partner.lastIndex(of: "("), partner.last == ")",
        partner[partner.index(after: open)...].dropLast().allSatisfy(\.isNumber)
      {
        partner = partner[..<open]
      }
      let cleaned = ChatText.cleaned(partner)
      if !cleaned.isEmpty { return cleaned }
    }
    return nil
  }

  private static let chatNames = [
    "WhatsApp Chat with ", "WhatsApp Chat - ", "WhatsApp Chat mit ", "WhatsApp-Chat mit ",
    "Discussion WhatsApp avec ", "Chat de WhatsApp con ", "Conversa do WhatsApp com ", "Chat WhatsApp con ",
    "WhatsApp-chat met ", "Чат WhatsApp с ",
  ]

  private static let deleted: Set<String> = [
    "this message was deleted", "you deleted this message",
    "diese nachricht wurde gelöscht", "du hast diese nachricht gelöscht",
    "ce message a été supprimé", "vous avez supprimé ce message",
    "se eliminó este mensaje", "este mensaje fue eliminado", "eliminaste este mensaje",
    "mensagem apagada", "esta mensagem foi apagada", "você apagou esta mensagem", "apagou esta mensagem",
    "questo messaggio è stato eliminato", "hai eliminato questo messaggio",
    "dit bericht is verwijderd", "dit bericht werd verwijderd", "je hebt dit bericht verwijderd",
    "данное сообщение удалено", "вы удалили данное сообщение",
    "bu mesaj silindi", "bu mesajı sildiniz", "pesan ini telah dihapus", "anda menghapus pesan ini",
    "ta wiadomość została usunięta", "usunięto tę wiadomość",
  ]

  private static let edited: Set<String> = [
    "<this message was edited>", "<diese nachricht wurde bearbeitet>", "<ce message a été modifié>",
    "<se editó este mensaje>", "<mensagem editada>", "<esta mensagem foi editada>",
    "<questo messaggio è stato modificato>", "<dit bericht is bewerkt>", "<данное сообщение изменено>",
    "<bu mesaj düzenlendi>", "<pesan ini diedit>", "<ta wiadomość została edytowana>",
  ]

  private static let attached: Set<String> = [
    "(file attached)", "(datei angehängt)", "(fichier joint)", "(archivo adjunto)", "(arquivo anexado)",
    "(ficheiro anexado)", "(file allegato)", "(bestand bijgevoegd)", "(файл добавлен)", "(dosya ekli)",
    "(file terlampir)", "(plik dołączony)",
  ]

  private static let omitted: Set<String> = [
    "null",  // what Android writes for a picture that could be seen once
    "media omitted", "image omitted", "photo omitted", "video omitted", "audio omitted", "sticker omitted",
    "gif omitted", "document omitted", "contact card omitted", "live location shared",
    "bild weggelassen", "video weggelassen", "audio weggelassen", "sticker weggelassen", "gif weggelassen",
    "dokument weggelassen", "kontaktkarte ausgelassen", "medien ausgeschlossen",
    "image absente", "vidéo absente", "audio omis", "sticker omis", "gif retiré", "document manquant",
    "imagen omitida", "video omitido", "audio omitido", "sticker omitido", "gif omitido", "documento omitido",
    "imagem ocultada", "vídeo omitido", "áudio ocultado", "figurinha omitida",
    "immagine omessa", "video omesso", "audio omesso", "sticker omesso", "documento omesso",
    "afbeelding weggelaten", "document weggelaten",
    "изображение отсутствует", "видео отсутствует", "аудиофайл отсутствует",
    "görüntü dahil edilmedi", "video dahil edilmedi", "ses dahil edilmedi",
  ]

  private static let options = ["OPTION", "OPCIÓN", "OPZIONE", "OPTIE", "OPÇÃO"]

  private static let calls: Set<String> = [
    "missed voice call", "missed video call", "verpasster sprachanruf", "verpasster videoanruf",
    "appel vocal manqué", "appel vidéo manqué", "llamada perdida", "videollamada perdida",
    "waiting for this message. this may take a while",
  ]
}
