// NoteReader.swift: a note of an Obsidian vault, or a page of a Jekyll site, as one item.
//
// Like MarkdownReader, with two differences. These files were written for another program, so what is not
// understood in their front matter is passed over instead of rejected. And only what the writer said in prose
// is taken: see NoteText.

/// The program that notes were written for.
enum NoteDialect {
  case obsidian, jekyll
}

/// Reads a note.
struct NoteReader {
  /// Most tags of a note that are taken, so that there is room for those of the user.
  static let mostTags = 32

  let dialect: NoteDialect

  /// Reads the text of a file.
  func note(
    from content: String, facts: MarkdownReader.FileFacts
  ) -> (item: ImportedItem, omitted: [OmittedPart: Int]) {
    let parts = FrontMatter.split(content)
    let text = NoteText(parts?.body ?? content[...], dialect: dialect)
    var item = ImportedItem(kind: dialect == .jekyll ? .post : nil, text: text.text)
    if let parts { take(parts.frontMatter, into: &item) }
    let tags = (item.tags + text.tags).filter(Entry.isTag)
    item.tags = Array(tags.prefix(NoteReader.mostTags))
    return (titled(item, facts: facts), text.omitted)
  }

  /// Takes the fields that are understood; the others are named as ignored.
  private func take(_ frontMatter: FrontMatter, into item: inout ImportedItem) {
    for field in frontMatter.fields where !take(field, into: &item) { item.ignoredFields.append(field.key) }
  }

  private func take(_ field: FrontMatter.Field, into item: inout ImportedItem) -> Bool {
    do throws(ImportProblem) {
      let line = try MarkdownReader.line(field)
      switch field.key {
      case "title": item.title = item.title ?? line
      case "to", "recipient": item.recipient = item.recipient ?? line
      case "date", "created", "written", "date created":
        let date = try MarkdownReader.date(field)
        item.written = item.written ?? date
      case "tags", "tag", "categories", "category":
        for tag in try MarkdownReader.tags(field, areOurs: false) where !item.tags.contains(tag) {
          item.tags.append(tag)
        }
      case "kind":
        guard let kind = line.flatMap({ EntryKind($0.lowercased()) }) else { return line == nil }
        item.kind = kind
      default: return false
      }
      return true
    } catch {
      return false
    }
  }

  /// An item with the title and the date that the file's name or its first heading tells.
  private func titled(_ item: ImportedItem, facts: MarkdownReader.FileFacts) -> ImportedItem {
    let hasTitle = item.title != nil || MarkdownReader.heading(of: item.text) != nil
    var guessed = MarkdownReader(hasHeadings: true).guessed(item, facts: facts)
    // The name of a post is a part of its address, where hyphens stand for blanks.
    if dialect == .jekyll, !hasTitle, let title = guessed.title {
      guessed.title = String(title.map { $0 == "-" ? " " : $0 })
    }
    return guessed
  }
}
