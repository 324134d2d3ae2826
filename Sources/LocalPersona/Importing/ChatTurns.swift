// ChatTurns.swift: what one person wrote in a chat, as pieces that are worth keeping.
//
// People cut one thought into several messages. So messages that follow each other with nobody in between,
// each within ten minutes of the one before, are one piece, a line each. Of what then is still shorter than a
// dozen letters, 'ok' and 'see you', a chat has thousands, and they tell nothing of how somebody writes: they
// are left out.

/// What a person wrote in a chat.
struct ChatTurns {
  /// Longest pause inside of a piece, in seconds.
  static let longestPause: Int64 = 600

  /// Fewest letters of a piece; a sign of a script in which signs are syllables or words counts as three.
  static let fewestLetters = 12

  /// A piece, and the line of the file that it begins on.
  typealias Piece = (line: Int, item: ImportedItem)

  /// The pieces, in the order of the chat.
  private(set) var pieces: [Piece] = []

  /// What was left out, and how often.
  private(set) var omitted: [OmittedPart: Int] = [:]

  private let recipient: String?
  private var lastWritten: Timestamp?

  /// Gathers what `names` wrote in `chat`.
  init(of names: Set<String>, in chat: WhatsAppChat, to recipient: String?) {
    self.recipient = recipient
    for message in chat.messages {
      guard let author = message.author else {
        omit(.systemLine)
        continue
      }
      if names.contains(author) { takeOwn(message) } else { passOver(message) }
    }
    leaveOutShort()
  }

  private mutating func takeOwn(_ message: ChatMessage) {
    for part in message.text.omitted { omit(part) }
    guard !message.text.written.isEmpty else { return }
    defer { lastWritten = message.written }
    if let lastWritten, continues(message, after: lastWritten), var last = pieces.popLast() {
      last.item.text += "\n" + message.text.written
      pieces.append(last)
      return
    }
    let item = ImportedItem(
      written: message.written, kind: .chat, recipient: recipient, text: message.text.written)
    pieces.append((message.line, item))
  }

  private func continues(_ message: ChatMessage, after last: Timestamp) -> Bool {
    guard let piece = pieces.last else { return false }
    let pause = message.written.secondsSince1970 - last.secondsSince1970
    let byteCount = piece.item.text.utf8.count + message.text.written.utf8.count + 1
    return 0...ChatTurns.longestPause ~= pause && byteCount <= Entry.maximumTextByteCount
  }

  private mutating func passOver(_ message: ChatMessage) {
    // A group has a name too, and what the program says has it on an iPhone.
    guard message.text.omitted != [.systemLine] || !message.text.written.isEmpty else {
      return omit(.systemLine)
    }
    omit(.othersMessage)
    lastWritten = nil
  }

  private mutating func leaveOutShort() {
    let all = pieces
    pieces = all.filter { ChatTurns.hasEnough($0.item.text) }
    omit(.shortMessage, all.count - pieces.count)
  }

  /// Whether a text has as many letters as a piece must have.
  static func hasEnough(_ text: String) -> Bool {
    var count = 0
    for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
      count += scalar.value >= 0x2E80 ? 3 : 1  // From here on lie the scripts of East Asia.
      if count >= fewestLetters { return true }
    }
    return false
  }

  private mutating func omit(_ part: OmittedPart, _ count: Int = 1) {
    if count > 0 { omitted[part, default: 0] += count }
  }
}
