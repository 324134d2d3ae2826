import Foundation
import Testing

@testable import LocalPersona

/// What can be read, in help or in a document, can be typed.
@Suite("what help and the documents show")
struct DocumentedLineTests {
  private static let all = DocumentedLine.ofHelp + DocumentedLine.ofDocuments

  @Test func isFoundAtAll() {
    #expect(DocumentedLine.ofHelp.count > 80)
    for sort in [DocumentedLine.Sort.example, .transcript, .mention] {
      #expect(DocumentedLine.ofDocuments.count { $0.sort == sort } > 10)
    }
    #expect(DocumentedLine.ofMessages.count > 40)
  }

  @Test(arguments: all.filter { $0.sort != .mention })
  func isTakenByTheParser(line: DocumentedLine) throws {
    #expect(!line.runs.isEmpty)
    for words in line.runs {
      #expect(throws: Never.self) { try CommandLineParser.parse(words, root: commandTree) }
    }
  }

  /// Somebody who reads of a command looks for it: it is there, with its options.
  @Test(arguments: all.filter { $0.sort == .mention } + DocumentedLine.ofMessages)
  func namesCommandsThatThereAre(line: DocumentedLine) {
    for words in line.runs {
      do throws(UsageError) {
        _ = try CommandLineParser.parse(words, root: commandTree)
      } catch {
        switch error {
        case .missingArgument, .missingCommand, .missingValue: break
        case .invalidValue(let value, _, _, _) where value == value.uppercased(): break
        default: Issue.record("\(error.explanation.what)")
        }
      }
    }
  }

  /// One after the other, each in a copy of the same home.
  @Test func works() throws {
    let original = try ExamplePlace.makeOriginal()
    for line in DocumentedLineTests.all where ExamplePlace.canRun(line) {
      let outcome = try ExamplePlace(copying: original, for: line).run(line)
      #expect(outcome.code == 0 && outcome.complaints.isEmpty, "\(line.testDescription)\n\(outcome)")
    }
  }
}
