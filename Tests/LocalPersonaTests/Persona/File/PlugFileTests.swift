// PlugFileTests.swift: plug files come back as they were written, and nothing else is taken for one.

import Crypto
import Testing

@testable import LocalPersona

@Suite("plug file")
struct PlugFileTests {
  private let document = PlugFileSample.document()

  private var bytes: [UInt8] { PlugFile.encode(document) }

  /// The file after `change` to its fields, with length and checksum made to fit.
  private func forged(_ change: (inout [UInt8]) -> Void) -> [UInt8] {
    var fields = Array(bytes.dropLast(32))
    change(&fields)
    let length = UInt32(fields.count + 32)
    for index in 0..<4 { fields[12 + index] = UInt8(truncatingIfNeeded: length >> (8 * UInt32(index))) }
    return fields + SHA256.hash(of: fields)
  }

  private func error(_ bytes: [UInt8]) -> PlugFileError? {
    do throws(PlugFileError) {
      _ = try PlugFile.decode(bytes)
      return nil
    } catch {
      return error
    }
  }

  private func offset(of text: String) -> Int? {
    let bytes = bytes
    let wanted = Array(text.utf8)
    return bytes.indices.first { bytes[$0...].starts(with: wanted) }
  }

  @Test func comesBackAsItWas() throws {
    #expect(try PlugFile.decode(bytes) == document)
  }

  @Test(arguments: PlugSettings.Form.allCases, PlugSettings.InstructionSource.allCases)
  func everyFormComesBack(_ form: PlugSettings.Form, _ source: PlugSettings.InstructionSource) throws {
    let document = PlugFileSample.document { settings in
      settings.form = form
      settings.instructionSource = source
      settings.personaCount = form == .instructionOnly ? 0 : 2
      settings.aggregator = .attention
      settings.temperature = 12.5
      settings.learnsTemperature = true
      settings.recencyDecay = 0.3
      settings.standardises = false
    }
    #expect(try PlugFile.decode(PlugFile.encode(document)) == document)
  }

  @Test func weightsAreRoundedToHalfPrecision() throws {
    var document = document
    document.plug.parameters.values[3] = 0.1
    document.plug.parameters.values[4] = -1e9
    document.bank[1][2] = 1 / 3
    let read = try PlugFile.decode(PlugFile.encode(document))
    #expect(read == document.rounded && read != document)
    #expect(abs(read.plug.parameters.values[3] - 0.1) < 0.1 / 2048)
    #expect(read.plug.parameters.values[4] == -65_504)
  }

  @Test func everyCutIsToldApart() {
    let bytes = bytes
    for byteCount in 0..<bytes.count {
      let error = error(Array(bytes.prefix(byteCount)))
      switch byteCount {
      case 0: #expect(error == .notAPlug)
      case 1..<16: #expect(error == .cutShort(expected: 48, actual: byteCount))
      default: #expect(error == .cutShort(expected: bytes.count, actual: byteCount))
      }
    }
  }

  @Test func everyChangedBitIsRefused() {
    let bytes = bytes
    for position in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[position] ^= 1 << UInt8(bit)
        let error = error(changed)
        switch position {
        case 0..<8: #expect(error == .notAPlug)
        case 8, 9: #expect(error == .unknownVersion(1 ^ 1 << (8 * (position - 8) + bit)))
        case 12..<16: #expect(error != nil)
        default: #expect(error == .changed)
        }
      }
    }
  }

  @Test func whatFollowsTheEndIsRefused() {
    #expect(error(bytes + [0]) == .trailingBytes(expected: bytes.count, actual: bytes.count + 1))
    let longer = forged { $0 += [0, 0, 0] }
    #expect(error(longer) == .trailingBytes(expected: bytes.count - 32, actual: bytes.count - 29))
  }

  @Test func anotherVersionIsRefusedWhateverFollows() {
    #expect(error(Array(bytes.prefix(8)) + [2, 0] + [UInt8](repeating: 9, count: 6)) == .unknownVersion(2))
    #expect(error(Array("GGUF".utf8)) == .notAPlug)
  }

  /// The fields from the end: the bank of 3 × 4 halves, and so on.
  @Test func numbersThatAreNotFiniteAreRefusedByName() {
    let end = bytes.count - 32
    let nan = forged { $0.replaceSubrange(end - 6..<end - 4, with: [0x00, 0x7E]) }
    #expect(error(nan) == .notFinite(field: "bank author 2", offset: end - 8, index: 1))
    var broken = document
    broken.plug.parameters.values[1] = .infinity
    #expect(name(error(PlugFile.encode(broken))) == "weights instruction")
    broken = document
    broken.plug.parameters.values[broken.plug.parameters.values.count - 1] = .nan
    #expect(name(error(PlugFile.encode(broken))) == "weights projectorOuter")
    broken = document
    broken.plug.statistics.mean[2] = -.infinity
    #expect(name(error(PlugFile.encode(broken))) == "population mean")
    broken.plug.statistics = PopulationStatistics(mean: [0, 0, 0, 0], deviation: [1, .nan, 1, 1])
    #expect(name(error(PlugFile.encode(broken))) == "population deviation")
    let temperature = forged { $0.replaceSubrange(36..<40, with: [0, 0, 0xC0, 0x7F]) }
    #expect(name(error(temperature)) == "temperature")
    let scale = forged { $0.replaceSubrange(52..<56, with: [0, 0, 0x80, 0x7F]) }
    #expect(name(error(scale)) == "embedding scale")
  }

  private func name(_ error: PlugFileError?) -> String? {
    guard case .notFinite(let field, _, _) = error else { return nil }
    return field
  }

  @Test(
    arguments: [
      (16, [9], "encoder"), (17, [0], "form"), (18, [3], "aggregator"), (19, [3], "instruction source"),
      (20, [2], "learns temperature"), (21, [255], "standardises"), (22, [1, 0], "reserved bytes"),
      (24, [0, 0, 0, 0], "instruction rows"), (28, [1, 1, 0, 0], "persona rows"),
      (28, [1, 0, 0, 0], "settings"), (20, [1], "settings"), (32, [255, 255, 255, 255], "hidden width"),
      (32, [4, 0, 0, 0], "number of weights"), (36, [0, 0, 0, 0], "temperature"),
      (36, [0, 0, 0x80, 0xBF], "temperature"), (40, [0, 0, 0x80, 0xBF], "recency decay"),
      (44, [0, 0, 0, 1], "input dimension"), (44, [0, 0, 0, 0], "input dimension"),
      (48, [255, 255, 255, 127], "embedding length"), (52, [0, 0, 0, 0], "embedding scale"),
      (120, [65, 0], "name"),
    ] as [(Int, [UInt8], String)])
  func valuesOfNoPlugAreRefusedByName(_ offset: Int, _ value: [UInt8], _ field: String) {
    let error = error(forged { $0.replaceSubrange(offset..<offset + value.count, with: value) })
    guard case .badValue(field, _, _, _) = error else {
      Issue.record("\(field): \(String(describing: error))")
      return
    }
  }

  @Test func sizesBeyondTheFileAllocateNothing() throws {
    // The largest sizes that are allowed: 256 rows of 16,384 numbers from a hidden layer of 16,384.
    let huge = forged { fields in
      fields.replaceSubrange(24..<36, with: [0, 1, 0, 0, 0, 1, 0, 0, 0, 0x40, 0, 0])
      fields.replaceSubrange(48..<52, with: [0, 0x40, 0, 0])
    }
    guard case .badValue("number of weights", _, _, _) = error(huge) else {
      Issue.record("\(String(describing: error(huge)))")
      return
    }
    let bank = bytes.count - 32 - 24 - (2 + 7) - 2 - (2 + 12) - 4
    let many = forged { $0.replaceSubrange(bank..<bank + 4, with: [0, 16, 0, 0]) }
    #expect(error(many) != nil)
    let name = forged { $0.removeSubrange(122...) }
    #expect(error(name) == .overrun(field: "name", offset: 122))
  }

  @Test func textsThatSteerATerminalAreRefused() throws {
    let name = try #require(offset(of: "sample"))
    for byte: UInt8 in [0x1B, 0x0A, 0xFF] {
      #expect(error(forged { $0[name] = byte }) == .notText(field: "name", offset: name - 2))
    }
    let card = try #require(offset(of: "four authors"))
    #expect(error(forged { $0[card] = 0x07 }) == .notText(field: "card 'data'", offset: card - 2))
  }

  @Test func theCardIsInOneOrderOnly() throws {
    let key = try #require(offset(of: "data"))
    let error = error(forged { $0.replaceSubrange(key..<key + 4, with: Array("zeta".utf8)) })
    guard case .badValue("key of the card", _, _, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func whateverIsInItNeverTraps() {
    var random = SeededGenerator(seed: 5)
    let bytes = bytes
    for _ in 0..<1000 {
      let changed = forged { fields in
        for _ in 0..<Int.random(in: 1...6, using: &random) {
          let position = Int.random(in: 16..<fields.count, using: &random)
          fields[position] = .random(in: 0...255, using: &random)
        }
        if Bool.random(using: &random) { fields.removeLast(Int.random(in: 0..<200, using: &random)) }
      }
      if let document = try? PlugFile.decode(changed) { #expect(PlugFile.encode(document) == changed) }
    }
    #expect(error(bytes) == nil)
  }

  @Test func everyErrorIsOneLineThatSaysWhatToDo() {
    let errors: [PlugFileError] = [
      .notAPlug, .unknownVersion(9), .tooLarge(byteCount: 1, maximum: 2), .cutShort(expected: 2, actual: 1),
      .trailingBytes(expected: 1, actual: 2), .changed, .overrun(field: "name", offset: 3),
      .notText(field: "name", offset: 4), .notFinite(field: "weights", offset: 5, index: 6),
      .badValue(field: "form", offset: 17, value: "9", allowed: "one of 1, 2, 3"),
    ]
    for error in errors {
      let explanation = error.explanation
      #expect(!explanation.what.contains("\n") && explanation.next?.isEmpty == false)
      #expect(explanation.exitCode == .modelRejected)
    }
    #expect(Set(errors.map(\.explanation.what)).count == errors.count)
  }
}
