// Importer+Notes.swift: notes of other programs, one to a file (Obsidian, Jekyll) or all in one (Day One).

extension Importer {
  /// Takes a file as a note.
  mutating func addNote(
    _ content: String, of dialect: NoteDialect, facts: MarkdownReader.FileFacts, at site: ImportSite
  ) {
    let (item, omitted) = NoteReader(dialect: dialect).note(from: content, facts: facts)
    planner.omit(omitted)
    planner.add(item, at: site)
  }

  /// Takes the entries of a journal.
  ///
  /// - Throws: What the checkpoint throws.
  mutating func addJournal(_ content: ArraySlice<UInt8>, at site: ImportSite) throws {
    let entries: [JSONValue]
    do throws(ImportProblem) {
      entries = try DayOneReader.entries(in: content)
    } catch {
      return planner.reject(error, at: site)
    }
    for (index, entry) in entries.enumerated() {
      try note(byteCount: 0)
      let place = ImportSite(path: site.path, item: index + 1)
      do throws(ImportProblem) {
        let (item, omitted) = try DayOneReader.item(from: entry)
        planner.omit(omitted)
        planner.add(item, at: place)
      } catch {
        planner.reject(error, at: place)
      }
    }
  }
}
