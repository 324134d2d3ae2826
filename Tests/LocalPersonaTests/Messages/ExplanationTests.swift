import Foundation
import Testing

@testable import LocalPersona

/// What ends a command is told in one tone: what happened and where, and then what to do.
@Suite("explanations")
struct ExplanationTests {
  private static let missing = CallError(code: ENOENT)
  private static let site = ConfigurationSite(path: "config", line: 3)
  private static let id = EntryID.random()

  private static let errors: [any Explained] = [
    UsageError.unknownCommand("lst", command: "persona", suggestion: "list"),
    UsageError.invalidValue("soon", of: "--from", problem: .notDays, command: "persona list"),
    ConsoleError.closedOutput, ConsoleError.outputFailed(code: ENOSPC), ConsoleError.inputFailed(code: EIO),
    ConsoleError.terminalGone,
    PassphraseError.twoSources, PassphraseError.unreadableFile(path: "pp", error: missing),
    PassphraseError.exposedFile(path: "pp"), PassphraseError.unreadableDescriptor(3), PassphraseError.empty,
    PassphraseError.tooLong(limit: 9), PassphraseError.cannotAsk(becauseOfNoInput: true),
    PassphraseError.mismatch,
    TextSourceError.unreadable(.file("a"), missing), TextSourceError.empty(.editor),
    EditorError.noEditor, EditorError.unchanged, EditorError.notStarted("vi", missing),
    EntryFilterError.empty(option: "--not-tag"), EntryFilterError.nothingBetween(from: "2025", until: "2024"),
    EntryError.emptyText, EntryError.invalidTag(position: 1),
    ConfigurationError.brokenLink(path: "c"), ConfigurationError.unreadable(path: "c", missing),
    ConfigurationError.notFile(path: "c"), ConfigurationError.exposed(path: "c"),
    ConfigurationError.tooLong(path: "c"), ConfigurationError.notUTF8(site), ConfigurationError.noValue(site),
    ConfigurationError.unknown(site, name: "n", suggestion: nil),
    ConfigurationError.invalid(site, name: "kind", problem: .notKind),
    PagerError.notFound("lss"), PagerError.notStarted("lss", missing),
    UndoCommandError.nothing(last: nil),
    TagCommandError.nothingToDo, TagCommandError.noEntryNamed, TagCommandError.newNameMissing,
    TagCommandError.renameIsAlone, EntrySelectionError.idsAndOptions, EntrySelectionError.nothingChosen,
    DraftLogError.unreadable, DraftLogError.full(limit: 9), DraftLogError.notFound(nil),
    DraftLogError.notFound("7k2m"), DraftLogError.decided(id, .rejected), DraftLogError.nothingToRemove,
    VoiceError.noSuchGroup("x"), VoiceHabitsError.noColon(line: 1), VoiceHabitsError.damagedRecord,
    ImportError.notFound(path: "a"), ImportError.unsupportedFile(path: "a"),
    MailImportError.addressNeeded(candidates: []), MailImportError.notAnAddress("x"),
    MailImportError.onlyForMail(option: "--me"), MailImportError.encryptedFile(path: "a"),
    LaMPError.unreadable(path: "q", missing), LaMPError.noQuestions(path: "q"),
    LaMPError.missingOption("--task"), LaMPError.nothingToDo,
    NumberLogError.damaged(path: "k"), NumberLogError.busy(path: "k"),
    NumberLogError.differs(path: "k", name: "the encoder", was: "", asked: "style"),
    PlugStoreError.unreadable(path: "p", code: ENOENT), ModelStoreError.unreadable(path: "m", code: ENOENT),
  ]

  @Test func sayWhatHappenedAndWhatToDoNext() {
    for error in ExplanationTests.errors {
      let explanation = error.explanation
      #expect(explanation.next?.isEmpty == false, "\(error): no next step")
      for text in [explanation.what, explanation.next ?? ""] {
        #expect(!text.hasSuffix(".") && !text.contains("\n") && !text.contains("`"), "\(text)")
        #expect(!(text.first?.isUppercase ?? true), "\(text)")
      }
    }
  }
}
