// ChatSettings.swift: what the user says about chats: who they are in them, and how dates are written.

/// A name that messages of a chat have.
public struct ChatAuthor: Equatable, Sendable {
  /// The name, as the phone had it.
  public var name: String

  /// How many messages with text have it.
  public var messageCount: Int

  /// Counts the messages of a name.
  public init(name: String, messageCount: Int) {
    self.name = name
    self.messageCount = messageCount
  }
}

/// Asks which of the names in the chat at a path are the user's.
public typealias ChatAuthorChoice = (_ path: String, _ authors: [ChatAuthor]) throws -> [String]

/// What the user says about chats.
public struct ChatSettings {
  /// The user's names, in the chats.
  public var me: [String]

  /// Which number of a date is the day, where a chat itself does not tell.
  public var dateOrder: DateOrder?

  /// Asks for the user's name, where none is given; without it, a chat ends the import.
  public var askMe: ChatAuthorChoice?

  /// Sets what is known.
  public init(me: [String] = [], dateOrder: DateOrder? = nil, askMe: ChatAuthorChoice? = nil) {
    self.me = me
    self.dateOrder = dateOrder
    self.askMe = askMe
  }
}
