// WritingRequest.swift: how the user's side of a conversation asks for a text.
//
// Examples and brief are worded alike, so that the model sees one pattern: request, text, request, text,
// request. For an entry the content is its title and its most telling words. Measured on the default model:
// from a title alone it learns that a text may stray from its request, and strays from the brief (share of
// the brief's words in drafts 0.69 with titles, 0.81 with titles and words).
//
// A text to start from stands before what is asked for: what a small model read last it follows best. One to go
// on from is the beginning of the answer itself, which is what a language model was made to continue.

/// A request for one text, in words that a small model follows.
struct WritingRequest: Equatable {
  /// What sort of text is asked for, in the words of the request.
  let form: String

  /// What the text says; may be empty where a text is given.
  let content: String

  /// The text to start from.
  let given: GivenText?

  private static let tellingWordCount = 8

  /// A request in these words.
  init(form: String, content: String, given: GivenText? = nil) {
    self.form = form
    self.content = content
    self.given = given
  }

  /// The request that an entry could have been the answer to.
  init(_ entry: Entry, index: TextIndex) {
    form = Self.form(entry.kind, recipient: entry.recipient, adjective: "short")
    let words = index.tellingWords(of: entry.text, count: Self.tellingWordCount, besides: entry.title ?? "")
    content = ([entry.title].compactMap(\.self) + words).joined(separator: ", ")
    given = nil
  }

  /// The request of the user.
  init(_ brief: Brief) {
    switch brief.given?.use {
    case nil, .answered?:
      form = Self.form(brief.kind, recipient: brief.recipient, adjective: brief.length.adjective)
    case .continued?, .rewritten?:
      // How long the whole becomes is not asked for, and what it is, the text itself tells.
      form = Self.form(brief.kind, recipient: brief.recipient, adjective: nil, unnamed: "text")
    }
    content = brief.text
    given = brief.given
  }

  /// The request as an instruction.
  var instruction: String {
    guard let given else { return "Write \(article) \(form) to say this: \(sentence)" }
    switch given.use {
    case .answered:
      let wish = content.isEmpty ? "." : ", to say this: \(sentence)"
      return "This is a message:\n\n\(given.text)\n\nWrite \(article) \(form) that answers it\(wish)"
    case .continued:
      return content.isEmpty
        ? "Write \(article) \(form)." : "Write \(article) \(form) to say this: \(sentence)"
    case .rewritten:
      let wish = content.isEmpty ? "" : " Mind this: \(sentence)"
      return
        "This is a text:\n\n\(given.text)\n\nWrite it in other words, as \(article) \(form) with the same "
        + "facts that is about as long.\(wish)"
    }
  }

  /// The request as a heading, for models that only continue texts.
  var heading: String {
    let title: String = form.prefix(1).uppercased() + form.dropFirst()
    guard let given else { return title + ": " + content }
    let wish = content.isEmpty ? "" : " \(content)"
    return switch given.use {
    case .answered: "Message: \(given.text)\n\n\(title) that answers it:\(wish)"
    case .continued: "\(title):\(wish)"
    case .rewritten: "Text: \(given.text)\n\nThe same as \(article) \(form) in other words:\(wish)"
    }
  }

  /// What the answer begins with, which the model goes on from.
  var opening: String? { given.flatMap { $0.use == .continued ? $0.text : nil } }

  private var sentence: String {
    content + (content.last.map { ".!?…".contains($0) } ?? false ? "" : ".")
  }

  private var article: String { form.first.map { "aeiou".contains($0) } ?? false ? "an" : "a" }

  private static func form(
    _ kind: EntryKind?, recipient: String?, adjective: String?, unnamed: String = "email"
  ) -> String {
    let words = [adjective, noun(kind, unnamed: unnamed), recipient.map { "to " + $0 }]
    return words.compactMap(\.self).joined(separator: " ")
  }

  private static func noun(_ kind: EntryKind?, unnamed: String) -> String {
    switch kind {
    // Left open, it is an email as well: measured on the default model, "message" loses the brief.
    case nil: unnamed
    case .mail?: "email"
    case .chat?: "chat message"
    case .diary?: "diary entry"
    case .post?: "blog post"
    case .other?: "message"
    case let kind?: kind.description
    }
  }
}
