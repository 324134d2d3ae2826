import LocalPersona
import Testing

@Suite("JSON round trip")
struct JSONRoundTripTests {
  @Test(
    arguments: [
      (
        .object([("b", .array([.integer(1), .number(1.5), .null])), ("a", .bool(false))]),
        #"{"b":[1,1.5,null],"a":false}"#
      ),
      (.string("a\"\\\n\u{1}\u{7F}\u{9B}é"), #""a\"\\\n\u0001\u007f\u009bé""#), (.number(.infinity), "null"),
      (.number(1e20), "1e+20"),
      (JSONValue(Float(0.1)), "0.1"), (JSONValue(nil as String?), "null"),
    ] as [(JSONValue, String)])
  func writesCompactText(value: JSONValue, expected: String) {
    #expect(value.text == expected)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func readsBackWhatItWrote(seed: UInt64) throws {
    var random = JSONRandom(state: seed &+ 1)
    let value = random.value(depth: 4)
    #expect(try JSONValue.parse(Array(value.text.utf8)) == value, "seed \(seed)")
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func endsChangedTextWithAnErrorOrAValue(seed: UInt64) throws {
    var random = JSONRandom(state: seed &+ 1000)
    var bytes = Array(random.value(depth: 4).text.utf8)
    for _ in 0..<4 where !bytes.isEmpty {
      bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
    }
    // Whatever it makes of them, what it accepts must survive a second trip.
    guard let value = try? JSONValue.parse(bytes) else { return }
    #expect(try JSONValue.parse(Array(value.text.utf8)) == value, "seed \(seed)")
  }

  @Test func givesMembersByNameAndKind() {
    let value = JSONValue.object([
      ("s", .string("x")), ("i", .integer(3)), ("n", .number(0.5)), ("b", .bool(true)),
    ])
    #expect(value["s"]?.string == "x")
    #expect(value["i"]?.integer == 3)
    #expect(value["i"]?.number == 3)
    #expect(value["n"]?.integer == nil)
    #expect(value["b"]?.bool == true)
    #expect(value["none"] == nil)
    #expect(JSONValue.null["s"] == nil)
  }
}

/// A seeded source of JSON values (SplitMix64).
struct JSONRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func value(depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &self) {
    case 0: .null
    case 1: .bool(Bool.random(using: &self))
    case 2: .integer(Int64(bitPattern: next() >> UInt64.random(in: 0..<64, using: &self)))
    case 3: .number(finite())
    case 4, 5: .string(string())
    case 6: .array((0..<Int.random(in: 0..<5, using: &self)).map { _ in value(depth: depth - 1) })
    default:
      .object(
        (0..<Int.random(in: 0..<20, using: &self)).map { ("\($0)" + string(), value(depth: depth - 1)) })
    }
  }

  private mutating func finite() -> Double {
    let number = Double(bitPattern: next())
    return number.isFinite ? number : 0.1
  }

  private mutating func string() -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0..<12, using: &self) {
      let limits: [UInt32] = [0x20, 0x80, 0xA0, 0x800, 0x10000, 0x110000]
      let limit = limits[Int.random(in: 0..<limits.count, using: &self)]
      if let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &self)) { text.append(scalar) }
    }
    return String(text)
  }
}
