import Testing

@testable import LocalPersona

@Suite("line reader")
struct LineReaderTests {
  private enum Found: Equatable {
    case line(String, at: Int)
    case tooLong
  }

  private func lines(_ content: [UInt8], limit: Int) throws -> [Found] {
    let folder = try ImportFolder()
    let path = try folder.write("lines", content)
    var reader = LineReader(try SourceFile(path: path, followsLinks: true), limit: limit)
    var found: [Found] = []
    while let line = try reader.next() {
      switch line {
      case .bytes(let bytes):
        found.append(.line(String(decoding: bytes, as: UTF8.self), at: reader.lineOffset))
      case .tooLong: found.append(.tooLong)
      }
      #expect(reader.lineNumber == found.count)
    }
    return found
  }

  @Test func readsLinesWithTheirPlaces() throws {
    let found = try lines(Array("one\r\n\ntwo\nthree".utf8), limit: 10)
    #expect(found == [.line("one", at: 0), .line("", at: 5), .line("two", at: 6), .line("three", at: 10)])
    #expect(try lines([], limit: 10).isEmpty)
    #expect(try lines(Array("\n".utf8), limit: 10) == [.line("", at: 0)])
  }

  @Test func passesOverLongLinesWithoutKeepingThem() throws {
    let long = [UInt8](repeating: 0x61, count: 3 * SourceFile.pieceByteCount + 17)
    let found = try lines(Array("ab\n".utf8) + long + Array("\ncd".utf8), limit: 4)
    #expect(found == [.line("ab", at: 0), .tooLong, .line("cd", at: 3 + long.count + 1)])
    #expect(try lines(long, limit: 4) == [.tooLong])
    #expect(try lines(Array("abcd\nabcde\n".utf8), limit: 4) == [.line("abcd", at: 0), .tooLong])
  }

  @Test func agreesWithSplittingOnAnyContent() throws {
    var random = ImportRandom(seed: 7)
    for _ in 0..<50 {
      let content = (0..<Int.random(in: 0...2_000, using: &random)).map { _ in
        UInt8.random(in: 0...9, using: &random) == 0 ? UInt8(0x0A) : UInt8(0x62)
      }
      var expected = content.split(separator: 0x0A, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
      if expected.last == "" { expected.removeLast() }
      let found = try lines(content, limit: 5_000).map { line in
        if case .line(let text, _) = line { text } else { "?" }
      }
      #expect(found == expected)
    }
  }
}
