import Testing

@testable import LocalPersona

@Suite("notes of other programs")
struct NoteReaderTests {
  private func read(
    _ content: String, _ dialect: NoteDialect = .obsidian, name: String = "thoughts.md"
  ) -> (item: ImportedItem, omitted: [OmittedPart: Int]) {
    NoteReader(dialect: dialect).note(
      from: content, facts: .init(name: name, modified: Timestamp(1_700_000_000)))
  }

  // MARK: Obsidian

  @Test(arguments: [
    ("see [[Ann Lee|Ann]] and [[Bob]]", "see Ann and Bob"), ("[[people/Bob#Youth]] was here", "Bob was here"),
    ("[[#Later]] and [[ ]] and [[a", "Later and   and [[a"), ("a ![[photo.png]] b", "a  b"),
    ("a ![sea](sea.png) b", "a  b"), ("a %%secret%% b", "a  b"), ("a <!-- secret --> b", "a  b"),
    ("100%% sure", "100%% sure"), ("`[[a|b]] %% <!--` stays", "`[[a|b]] %% <!--` stays"),
    ("it is `= this.name` here", "it is  here"), ("a claim ^a1b2c3", "a claim"), ("x ^2", "x ^2"),
    ("> [!note] A title\n> and words\n\n> a quotation", "A title\nand words\n\n> a quotation"),
    ("> [!warning]- Folded\n> words", "Folded\nwords"),
  ])
  func readAsTheirReadersSeeThem(text: String, expected: String) {
    #expect(read(text).item.text == expected)
  }

  @Test func leaveNoHolesBehind() {
    let note = read(
      """
      One.

      ```python
      print("[[x]]")
      ```

      Two.
      %%
      not this

      nor this
      %%

      ![[a.png]]

      ~~~dataview
      LIST
      ~~~
      Three.
      """)
    #expect(note.item.text == "One.\n\nTwo.\n\nThree.")
    #expect(note.omitted == [.code: 1, .comment: 1, .embed: 1, .query: 1])
  }

  @Test func loseNothingToACommentThatNeverEnds() {
    let note = read("a %% b\n\n<!-- c\nd")
    #expect(note.item.text == "a %% b\n\n<!-- c\nd")
    #expect(note.omitted.isEmpty)
  }

  @Test func takeTagsFromTheTextToo() {
    let note = read("---\ntags: [work, two words]\n---\n#sea #day/off\n\nA #walk, and #12 and a#b. #walk\n")
    #expect(note.item.tags == ["work", "two-words", "sea", "day/off", "walk"])
    #expect(note.item.text == "A #walk, and #12 and a#b. #walk")
  }

  @Test func takeAtMostAFewTags() {
    let tags = (1...100).map { "#t\($0)" }.joined(separator: " ")
    #expect(read("words \(tags)").item.tags.count == NoteReader.mostTags)
  }

  @Test func understandFrontMatterAsFarAsTheyCan() {
    let note = read(
      """
      ---
      aliases: [x]
      created: 2024-05-01T10:25
      date: "[[2024-05-02]]"
      kind: two words
      tags:
      title: >-
        folded
      ---
      # A walk

      Words.
      """)
    #expect(note.item.written == Timestamp(iso8601: "2024-05-01T10:25Z"))
    #expect(note.item.title == "A walk")
    #expect(note.item.kind == nil)
    #expect(note.item.ignoredFields == ["aliases", "date", "kind", "title"])
  }

  @Test func fallBackToTheNameOfTheFile() {
    let note = read("Words.", name: "2024-05-01 first of may.md")
    #expect(note.item.title == "first of may")
    #expect(note.item.written == Timestamp(iso8601: "2024-05-01"))
  }

  /// Lines of nothing but openings take no quadratic time.
  @Test(arguments: ["[[", "![", "%%", "<!--", "`", "`` ` ", "![[", "#a", "{{", "> [!"])
  func areReadQuickly(opening: String) {
    let text = String(repeating: opening, count: 20_000)
    let start = ContinuousClock.now
    for dialect in [NoteDialect.obsidian, .jekyll] { _ = read(text, dialect) }
    #expect(ContinuousClock.now - start < .seconds(30))  // debug build
  }

  // MARK: Jekyll

  @Test func arePostsInASite() {
    let note = read(
      """
      ---
      layout: post
      date: 2024-05-02 10:00:00 +0200
      categories: sea walks
      ---
      {% include head.html %}
      A [[link]] and #nothing {{ site.url }}.
      {: .wide}

      {% highlight ruby %}
      puts 1
      {% endhighlight %}

      The end.
      """, .jekyll, name: "2024-05-01-my-long-walk.md")
    #expect(note.item.text == "A [[link]] and #nothing .\n\nThe end.")
    #expect(note.item.kind == .post)
    #expect(note.item.title == "my long walk")
    #expect(note.item.written == Timestamp(iso8601: "2024-05-02T08:00Z"))
    #expect(note.item.tags == ["sea", "walks"])
    #expect(note.item.ignoredFields == ["layout"])
    #expect(note.omitted == [.query: 3, .code: 1])
  }
}

@Suite("folders of other programs")
struct FolderRulesTests {
  private let folder: ImportFolder

  init() throws { folder = try ImportFolder() }

  private func reasons(_ plan: ImportPlan) -> [String: SkipReason] {
    Dictionary(
      uniqueKeysWithValues: plan.skipped.map {
        (String($0.site.path.dropFirst(folder.path.count + 1)), $0.value)
      })
  }

  @Test func aVaultIsItsNotes() throws {
    for name in [
      "daily/2024-05-01.md", "x.md", ".obsidian/app.md", ".trash/y.md", "99 Templates/t.md",
      "d.excalidraw.md",
    ] {
      try folder.write(name, "words in \(name)")
    }
    try folder.write("photo.png", "x")
    let plan = try planImport([folder.path], format: .obsidian)
    #expect(plan.entries.map(\.text) == ["words in daily/2024-05-01.md", "words in x.md"])
    #expect(
      reasons(plan) == [
        ".obsidian": .hidden, ".trash": .hidden, "99 Templates": .template, "d.excalidraw.md": .otherFormat,
        "photo.png": .otherFormat,
      ])
    #expect(try planImport(["\(folder.path)/99 Templates"], format: .obsidian).entries.count == 1)
  }

  @Test func aSiteIsItsPostsAndPages() throws {
    for name in ["_posts/2024-05-01-walk.md", "about.md", "_drafts/idea.md", "_includes/x.md", "vendor/y.md"]
    {
      try folder.write(name, "words in \(name)")
    }
    let plan = try planImport([folder.path], format: .jekyll)
    #expect(plan.entries.map(\.text) == ["words in _posts/2024-05-01-walk.md", "words in about.md"])
    #expect(reasons(plan) == ["_drafts": .draft, "_includes": .siteSource, "vendor": .siteSource])
    #expect(try planImport(["\(folder.path)/_drafts"], format: .jekyll).entries.count == 1)
  }

  @Test func otherFoldersAreReadAsBefore() throws {
    try folder.write("templates/a.md", "one")
    try folder.write("_drafts/b.txt", "two")
    #expect(try planImport([folder.path], format: .text).entries.map(\.text) == ["two", "one"])
  }
}
