// WritingRequest.swift: how the user's side of a conversation asks for a text.
//
// Examples and brief are worded alike, so that the model sees one pattern: request, text, request, text,
// request. For an entry the content is its title and its most telling words. Measured on the default model:
// from a title alone it learns that a text may stray from its request, and strays from the brief (share of
// the brief's words in drafts 0.69 with titles, 0.81 with titles and words).

/// A request for one text, in words that a small model follows.
struct WritingRequest: Equatable {
  /// What sort of text is asked for, in the words of the request.
  let form: String

  /// What the text says.
  let content: String

  private static let tellingWordCount = 8

  /// A request in these words.
  init(form: String, content: String) {
    self.form = form
    self.content = content
  }

  /// The request that an entry could have been the answer to.
  init(_ entry: Entry, index: TextIndex) {
    form = Self.form(entry.kind, recipient: entry.recipient, adjective: "short")
    let words = index.tellingWords(of: entry.text, count: Self.tellingWordCount, besides: entry.title ?? "")
    content = ([entry.title].compactMap(\.self) + words).joined(separator: ", ")
  }

  /// The request of the user.
  init(_ brief: Brief) {
    form = Self.form(brief.kind, recipient: brief.recipient, adjective: brief.length.adjective)
    content = brief.text
  }

  /// The request as an instruction.
  var instruction: String {
    let ending = content.last.map { ".!?…".contains($0) } ?? false ? "" : "."
    return "Write \(article) \(form) to say this: \(content)\(ending)"
  }

  /// The request as a heading, for models that only continue texts.
  var heading: String { form.prefix(1).uppercased() + form.dropFirst() + ": " + content }

  private var article: String { form.first.map { "aeiou".contains($0) } ?? false ? "an" : "a" }

  private static func form(_ kind: EntryKind?, recipient: String?, adjective: String?) -> String {
    let words = [adjective, noun(kind), recipient.map { "to " + $0 }]
    return words.compactMap(\.self).joined(separator: " ")
  }

  private static func noun(_ kind: EntryKind?) -> String {
    switch kind {
    // Left open, it is an email as well: measured on the default model, "message" loses the brief.
    case .mail?, nil: "email"
    case .chat?: "chat message"
    case .diary?: "diary entry"
    case .post?: "blog post"
    case .other?: "message"
    case let kind?: kind.description
    }
  }
}
