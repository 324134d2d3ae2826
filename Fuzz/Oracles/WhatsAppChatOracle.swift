// WhatsAppChatOracle.swift: an exported chat, from the file to the plan of an import. The first byte says
// which of the names is the user's, and which order of dates was asked for.

@testable import LocalPersona

enum WhatsAppChatOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    // An importer refuses a file that is not UTF-8 before it gets this far.
    guard let choice = bytes.first, UTF8Check.firstInvalidIndex(in: bytes[1...]) == nil else {
      return .refused
    }
    let text = String(decoding: bytes[1...], as: UTF8.self)
    let orders: [DateOrder?] = [nil, .dmy, .mdy, .ymd]
    guard let chat = try? WhatsAppChat(text, dateOrder: orders[Int(choice) % orders.count]) else {
      return .refused
    }
    let lines = chat.messages.map(\.line)
    try require(zip(lines, lines.dropFirst()).allSatisfy { $0 < $1 }, "messages are in the order of the file")
    let lineCount = bytes.count { $0 == UInt8(ascii: "\n") } + 1
    try require(
      (lines.last ?? 1) <= lineCount && (lines.first ?? 1) >= 1, "a message is on a line of the file")
    let byteCount = chat.messages.reduce(0) { $0 + $1.text.written.utf8.count }
    try require(byteCount <= bytes.count, "a chat says no more than the file")
    let authors = chat.authors
    guard !authors.isEmpty else { return .refused }
    try checkTurns(of: authors[Int(choice >> 2) % authors.count], in: chat)
    return .accepted
  }

  private static func checkTurns(of author: ChatAuthor, in chat: WhatsAppChat) throws(OracleFailure) {
    let own = chat.messages.filter { $0.author == author.name && !$0.text.written.isEmpty }
    try require(own.count == author.messageCount, "a name has as many messages as are counted")
    let turns = ChatTurns(of: [author.name], in: chat, to: nil)
    let written = Set(own.flatMap { $0.text.written.split(separator: "\n").map(String.init) })
    for piece in turns.pieces {
      try require(ChatTurns.hasEnough(piece.item.text), "a piece is worth keeping")
      try require(
        piece.item.text.split(separator: "\n").allSatisfy { written.contains(String($0)) },
        "nobody else wrote a line of a piece")
    }
    try require(
      turns.pieces.count + (turns.omitted[.shortMessage] ?? 0) <= own.count, "no message is in two pieces")
  }
}
