// Entry+Tags.swift: the same entry with other tags.

extension Entry {
  /// The same with other tags; a repeated one counts once.
  ///
  /// - Throws: ``EntryError/invalidTag(position:)``, ``EntryError/tooManyTags(count:maximum:)``.
  public func with(tags: [String]) throws(EntryError) -> Entry {
    try Entry(
      id: id, written: written, added: added, kind: kind, title: title, recipient: recipient, tags: tags,
      text: text)
  }
}
