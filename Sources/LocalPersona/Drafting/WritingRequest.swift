// WritingRequest.swift: how the user's side of a conversation asks for a text.
//
// Examples and brief are worded alike, so that the model sees one pattern: request, text, request, text,
// request. For an entry the content is its title and its most telling words. Measured on the default model:
// from a title alone it learns that a text may stray from its request, and strays from the brief (share of
// the brief's words in drafts 0.69 with titles, 0.81 with titles and words).
//
// What a small model read last it follows best. So a message to answer stands before everything, examples
// too, where the user says what to answer: right before the request, the default model says the message
// again, as its writer. Where the user says nothing the message is all there is, and stands last. A text to
// rewrite is the content of a request like all others: asked for other words, the model copies it or talks
// about it. A text to go on from is the beginning of the answer itself. (Read in drafts from both histories
// of Examples, two seeds each.)

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
    let adjective = brief.length.adjective
    form =
      switch brief.given?.use {
      case nil, .answered?: Self.form(brief.kind, recipient: brief.recipient, adjective: adjective)
      case .rewritten?:
        Self.form(brief.kind, recipient: brief.recipient, adjective: adjective, unnamed: "text")
      case .continued?:
        // How long the whole becomes is not asked for, and what it is, the text itself tells.
        Self.form(brief.kind, recipient: brief.recipient, adjective: nil, unnamed: "text")
      }
    content = brief.text
    given = brief.given
  }

  /// The request as an instruction.
  var instruction: String {
    switch given?.use {
    case .answered? where content.isEmpty:
      "This is a message:\n\n\(given?.text ?? "")\n\nWrite \(article) \(form) that answers it."
    case .continued? where content.isEmpty: "Write \(article) \(form)."
    case .rewritten?:
      // The wish first: behind the text it becomes part of what is said.
      "\(content.isEmpty ? "" : sentence + " ")Write \(article) \(form) to say this: \(given?.text ?? "")"
    case nil, .answered?, .continued?: "Write \(article) \(form) to say this: \(sentence)"
    }
  }

  /// What the user says before everything else; nil where there is nothing of the kind.
  var preface: String? { prefaceText.map { "I got this message:\n\n\($0)" } }

  /// What is answered to ``preface``.
  static let prefaceAnswer = "I have read it."

  /// The same for models that only continue texts.
  var prefaceHeading: String? { prefaceText.map { "Message: \($0)" } }

  private var prefaceText: String? {
    given.flatMap { $0.use == .answered && !content.isEmpty ? $0.text : nil }
  }

  /// The request as a heading, for models that only continue texts.
  var heading: String {
    let title: String = form.prefix(1).uppercased() + form.dropFirst()
    guard let given else { return title + ": " + content }
    let wish = content.isEmpty ? "" : " \(content)"
    return switch given.use {
    case .answered where content.isEmpty: "Message: \(given.text)\n\n\(title) that answers it:"
    case .answered, .continued: "\(title):\(wish)"
    case .rewritten: (content.isEmpty ? "" : sentence + " ") + "\(title): \(given.text)"
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
