import Testing

@testable import LocalPersona

/// That elements are those of the whole array, for any bytes, is a rule of the fuzz oracle `lamp-questions`.
@Suite("array reader")
struct JSONArrayReaderTests {
  private typealias Failure = JSONArrayError<CallError>

  private func read(
    _ text: String, pieceByteCount: Int = 3, limit: Int = 1 << 20
  ) throws(JSONArrayError<CallError>) -> [(text: String, offset: Int)] {
    var reader = JSONArrayReader(
      ByteSource(Array(text.utf8), pieceByteCount: pieceByteCount),
      limits: JSONValue.Limits(byteCount: limit))
    var found: [(text: String, offset: Int)] = []
    while let element = try reader.next() { found.append((text: element.value.text, offset: element.offset)) }
    return found
  }

  @Test(arguments: [1, 2, 5, 1000]) func givesElementsWithTheirPlaces(pieceByteCount: Int) throws {
    let found = try read(" [1, {\"a\":[\",]\\\"\"]} ,\"]\"]\n", pieceByteCount: pieceByteCount)
    #expect(found.map(\.text) == ["1", "{\"a\":[\",]\\\"\"]}", "\"]\""])
    #expect(found.map(\.offset) == [2, 4, 21])
    #expect(try read("[]", pieceByteCount: pieceByteCount).isEmpty)
    #expect(try read("\n[ ] ", pieceByteCount: pieceByteCount).isEmpty)
  }

  @Test func errorsCountFromTheBeginningOfTheSource() {
    let cases: [(String, Failure)] = [
      ("", .invalid(.unexpectedEnd(offset: 0))), (" {}", .notAnArray(offset: 1)),
      ("[1,{\"a\":tru}]", .invalid(.unexpectedByte(UInt8(ascii: "}"), offset: 11))),
      ("[1,2", .invalid(.unexpectedEnd(offset: 4))), ("[1,]", .invalid(.unexpectedByte(0x5D, offset: 3))),
      ("[,1]", .invalid(.unexpectedByte(0x2C, offset: 1))),
      ("[1}", .invalid(.unexpectedByte(0x7D, offset: 2))),
      ("[1 2]", .invalid(.trailingContent(offset: 3))), ("[1] x", .invalid(.trailingContent(offset: 4))),
      ("[1,{\"a\":1,\"a\":2}]", .invalid(.duplicateMember(offset: 10))),
    ]
    for (text, failure) in cases {
      for count in [1, 4, 1000] {
        #expect(throws: failure, "\(text)") { try read(text, pieceByteCount: count) }
      }
    }
  }

  @Test func holdsNoElementThatIsLongerThanTheLimit() throws {
    let long = "[1,\"" + String(repeating: "x", count: 5000) + "\",2]"
    #expect(throws: Failure.elementTooLong(offset: 3, limit: 100)) { try read(long, limit: 100) }
    #expect(try read(long, limit: 5002).count == 3)
  }

  @Test func aSourceThatFailsIsNoEnd() {
    struct Failing: PieceSource {
      typealias Failure = CallError
      func readPiece() throws(CallError) -> [UInt8] { throw CallError(code: 5) }
    }
    var reader = JSONArrayReader(Failing())
    do {
      let element = try reader.next()
      Issue.record("read \(String(describing: element))")
    } catch {
      #expect(error == .source(CallError(code: 5)))
    }
  }
}
