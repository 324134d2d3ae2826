import Foundation
import Testing

@testable import LocalPersona

@Suite("the configuration file")
struct ConfigurationTests {
  private func read(_ text: String) throws -> Configuration {
    try Configuration(Array(text.utf8), path: "c", home: "/home/ann")
  }

  private func expect(_ text: String, failsWith error: ConfigurationError, sourceLocation: SourceLocation) {
    #expect(throws: error, sourceLocation: sourceLocation) { try read(text) }
  }

  private func site(_ line: Int) -> ConfigurationSite { ConfigurationSite(path: "c", line: line) }

  @Test func readsNamesAndValues() throws {
    let configuration = try read(
      "# a comment\r\n\n  threads = 2\nvault=~/my vault # one\neditor = vim -c 'set tw=70'\n")
    #expect(configuration.values["threads"] == Configuration.Value(text: "2", line: 3))
    #expect(configuration.values["vault"]?.text == "/home/ann/my vault # one")
    #expect(configuration.values["editor"]?.text == "vim -c 'set tw=70'")
    #expect(configuration.values.count == 3)
    #expect(try read("") == Configuration())
  }

  @Test func namesTheLineThatIsWrongAndWhatWasMeant() {
    expect(
      "threads = 2\n\nhreads = 3", failsWith: .unknown(site(3), name: "hreads", suggestion: "threads"),
      sourceLocation: #_sourceLocation)
    expect(
      "Vault = /x", failsWith: .unknown(site(1), name: "Vault", suggestion: "vault"),
      sourceLocation: #_sourceLocation)
    expect("threads", failsWith: .noValue(site(1)), sourceLocation: #_sourceLocation)
    expect(
      "threads =", failsWith: .invalid(site(1), name: "threads", problem: .empty),
      sourceLocation: #_sourceLocation)
    expect(
      "threads = two", failsWith: .invalid(site(1), name: "threads", problem: .notInteger),
      sourceLocation: #_sourceLocation)
    expect(
      "plain = on\nplain = on", failsWith: .repeated(site(2), name: "plain", earlier: 1),
      sourceLocation: #_sourceLocation)
    expect(
      "kind = mail # what I write most", failsWith: .invalid(site(1), name: "kind", problem: .notKind),
      sourceLocation: #_sourceLocation)
    expect("vault = here", failsWith: .relativePath(site(1), name: "vault"), sourceLocation: #_sourceLocation)
    #expect(throws: ConfigurationError.notUTF8(site(2))) {
      try Configuration(Array("# x\n".utf8) + [0xFF], path: "c", home: "/")
    }
    #expect(throws: ConfigurationError.tooLong(path: "c")) {
      try read(String(repeating: "#", count: Configuration.maximumByteCount + 1))
    }
    let error = ConfigurationError.unknown(site(3), name: "hreads", suggestion: "threads")
    #expect(error.explanation.what == "c, line 3: there is no setting 'hreads'")
    #expect(error.explanation.next?.hasPrefix("did you mean 'threads'?") ?? false)
  }

  /// A passphrase, an answer, or anything about the confinement can be no setting.
  @Test func setsNothingThatGuards() {
    let guards = [
      "passphrase", "accept-rollback", "yes", "plaintext", "confirm", "no-input", "sandbox", "confine",
      "network",
      "socket", "seccomp", "landlock", "core",
    ]
    for setting in Setting.all {
      #expect(!guards.contains { setting.name.contains($0) }, "\(setting.name)")
      switch setting.effect {
      case .flag(let name, _): #expect(["plain", "no-color"].contains(name))
      case .flagUnless(let name, _, _, _): #expect(name == "keep")
      case .option(let name, _): #expect(!guards.contains { name.contains($0) }, "\(name)")
      case .variable(let name):
        #expect(["PERSONA_VAULT", "PERSONA_MODELS", "PERSONA_PAGER", "EDITOR"].contains(name))
      case .dayFormat: break
      }
    }
  }

  /// What a setting stands for must be there: the option, in every command named, with the same values.
  @Test func standsForOptionsThatThereAre() throws {
    for setting in Setting.all {
      switch setting.effect {
      case .flag(let name, _): #expect(Option.global.contains { $0.name == name && $0.value == nil })
      case .flagUnless(let name, let opposite, _, let commands):
        for command in commands {
          let flags = commandTree.subcommands.first { $0.name == command }?.options.filter { $0.value == nil }
          let names = flags?.map(\.name) ?? []
          #expect(names.contains(name) && names.contains(opposite), "\(command) --\(name)")
        }
      case .option(let name, nil):
        #expect(Option.global.first { $0.name == name }?.value == setting.value, "\(name)")
      case .option(let name, let commands?):
        for command in commands {
          let declared = commandTree.subcommands.first { $0.name == command }?.options.first {
            $0.name == name
          }
          #expect(declared?.value == setting.value, "\(command) --\(name)")
        }
      case .variable, .dayFormat: break
      }
    }
  }

  @Test func fillsInWhatNobodyTyped() throws {
    let configuration = try read("threads = 2\nkind = mail\nplain = on\ncolour = auto\nstrategy = none\n")
    func line(_ words: String...) throws -> ParsedLine {
      configuration.applied(to: try CommandLineParser.parse(words, root: commandTree))
    }
    let add = try line("add", "x")
    #expect(add.values["kind"] == ["mail"] && add.values["threads"] == ["2"] && add.flags == ["plain"])
    #expect(add.values["strategy"] == nil)
    #expect(
      try line("add", "x", "--kind", "post", "--threads", "1").values == ["kind": ["post"], "threads": ["1"]])
    #expect(try line("list").values["kind"] == nil)
    #expect(try line("write", "x").values["strategy"] == ["none"])
  }

  @Test func keepsEveryDraftButThoseThatAreExcepted() throws {
    func flags(_ file: String, _ words: String...) throws -> Set<String> {
      try read(file).applied(to: CommandLineParser.parse(words, root: commandTree)).flags
    }
    #expect(try flags("keep-drafts = on", "write", "x") == ["keep"])
    #expect(try flags("keep-drafts = on", "write", "x", "--no-keep") == ["no-keep"])
    #expect(try flags("keep-drafts = off", "write", "x").isEmpty && flags("", "write", "x").isEmpty)
    #expect(try flags("keep-drafts = off", "write", "x", "--keep") == ["keep"])
    #expect(try flags("keep-drafts = on", "list").isEmpty)
  }

  @Test func givesTheEnvironmentPrecedence() throws {
    let configuration = try read("vault = /file\neditor = ed\npager = less\n")
    let set = ["PERSONA_VAULT": "/variable", "VISUAL": "vim"]
    #expect(
      configuration.applied(to: set) == [
        "PERSONA_VAULT": "/variable", "VISUAL": "vim", "PERSONA_PAGER": "less",
      ])
    #expect(configuration.applied(to: [:])["EDITOR"] == "ed")
    let vault = try #require(Setting.all.first { $0.name == "vault" })
    func shown(_ words: [String], _ environment: [String: String]) throws -> String {
      let line = try CommandLineParser.parse(["config", "show"] + words, root: commandTree)
      let found = configuration.resolve(vault, line: line, environment: environment)
      return "\(found.value), \(found.source.words)"
    }
    #expect(try shown(["--vault", "/typed"], set) == "/typed, command line, --vault")
    #expect(try shown([], set) == "/variable, environment, PERSONA_VAULT")
    #expect(try shown([], [:]) == "/file, file, line 1")
  }

  @Test func writesAFileThatSetsNothingAndSaysEverything() throws {
    let folder = ScratchFolder()
    let file = ConfigurationFile(path: "\(folder.path)/new/persona/config", home: "/home/ann")
    #expect(try file.read() == Configuration())
    try file.writeDefault(POSIXFileStore())
    #expect(try file.read() == Configuration())
    #expect(throws: ConfigurationError.alreadyThere(path: file.path)) {
      try file.writeDefault(POSIXFileStore())
    }
    // With the comments of values taken away, every setting is there, and each value is one that it takes.
    let text = try String(contentsOfFile: file.path, encoding: .utf8)
    #expect(text.split(separator: "\n").allSatisfy { $0.hasPrefix("#") && $0.count <= 100 })
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("# ") }.map { $0.dropFirst() }
    #expect(try read(lines.joined(separator: "\n")).values.keys.sorted() == Setting.all.map(\.name).sorted())
  }

  @Test func readsBehindALinkButNothingThatOthersCanChange() throws {
    let folder = ScratchFolder()
    let path = folder.file("config", Array("threads = 1\n".utf8))
    let link = "\(folder.path)/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    #expect(try ConfigurationFile(path: link, home: "/").read().values["threads"]?.text == "1")
    try FileManager.default.removeItem(atPath: path)
    #expect(throws: ConfigurationError.brokenLink(path: link)) {
      try ConfigurationFile(path: link, home: "/").read()
    }
    let open = folder.file("open", [], mode: 0o666)
    chmod(open, 0o666)
    #expect(throws: ConfigurationError.exposed(path: open)) {
      try ConfigurationFile(path: open, home: "/").read()
    }
    #expect(throws: ConfigurationError.notFile(path: folder.path)) {
      try ConfigurationFile(path: folder.path, home: "/").read()
    }
  }
}
