// OmittedPart.swift: what is left out of texts that are taken: what the user did not write, or did not write
// as prose. Counted, never shown. Whole items that are left out are SkipReasons.

/// A part of a source that is no writing of the user.
public enum OmittedPart: String, Sendable, CaseIterable {
  /// A message of somebody else in a chat.
  case othersMessage = "messages-of-others"

  /// A line of the chat program: who joined, who called, that a chat is encrypted.
  case systemLine = "system-lines"

  /// A picture, a voice message, a file, a place on a map.
  case media

  /// What stands where a message was deleted.
  case deletedMessage = "deleted-messages"

  /// A message too short to say anything about how somebody writes.
  case shortMessage = "short-messages"

  /// A block of program code.
  case code

  /// A comment that readers of a note do not see.
  case comment = "comments"

  /// Another note, or a picture, that is shown inside of a note.
  case embed = "embeds"

  /// A query, for which a program shows an answer.
  case query = "queries"
}
