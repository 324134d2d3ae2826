// TrainingCheckpoint.swift: a run on disk: what it is a run of, and where it stands, to the last bit.
//
// magic (8 bytes) · length and bytes of a JSON object · count and bits of the parameters and of both moments
// · SHA-256 of all before. The JSON holds the identity, the step, the seconds used and the measurements,
// whose numbers are written as the bits of doubles. A checkpoint is only read by the program that wrote it,
// so a version that differs is a checkpoint that differs.

private import Crypto

/// A training run that can go on.
struct TrainingCheckpoint: Equatable, Sendable {
  /// One setting of a run: its name, as people know it, and its value.
  struct Setting: Equatable, Sendable {
    var name: String
    var value: String
  }

  /// What must be the same for a run to go on.
  var identity: [Setting]

  var state: TrainingState

  /// Seconds that the run took so far.
  var seconds: Double

  private static let magic = Array("PTRAIN01".utf8)

  /// The bytes of the checkpoint.
  func encode() -> [UInt8] {
    let header = JSONValue.object([
      ("identity", .object(identity.map { ($0.name, .string($0.value)) })),
      ("step", JSONValue(state.step)),
      ("optimiserSteps", JSONValue(state.optimiser.stepCount)),
      ("seconds", Self.json(seconds)),
      ("lossSum", Self.json(state.lossSum)),
      ("lossCount", JSONValue(state.lossCount)),
      ("development", .array(state.development.map(Self.json))),
    ])
    let text = Array(header.text.utf8)
    let count = state.parameters.count
    var writer = ByteWriter(reserving: 12 * count + text.count + 64)
    writer.write(Self.magic)
    writer.write(UInt32(text.count))
    writer.write(text)
    writer.write(UInt32(count))
    for numbers in [state.parameters, state.optimiser.firstMoments, state.optimiser.secondMoments] {
      for number in numbers { writer.write(number.bitPattern) }
    }
    return writer.bytes + SHA256.hash(of: writer.bytes)
  }

  /// Reads a checkpoint; nil for bytes that are none, or not what was written.
  init?(decoding bytes: [UInt8]) {
    let end = bytes.count - SHA256.digestByteCount
    guard end > Self.magic.count, bytes.starts(with: Self.magic),
      SHA256.hash(of: Array(bytes[..<end])) == Array(bytes[end...])
    else { return nil }
    var reader = ByteReader(bytes, Self.magic.count..<end)
    guard let headerLength = try? reader.read(UInt32.self),
      let headerBytes = try? reader.readBytes(Int(headerLength)),
      let header = try? JSONValue.parse(headerBytes),
      let count = try? reader.read(UInt32.self), reader.remaining == 12 * Int(count),
      let parameters = Self.floats(Int(count), &reader), let first = Self.floats(Int(count), &reader),
      let second = Self.floats(Int(count), &reader)
    else { return nil }
    self.init(header, parameters: parameters, firstMoments: first, secondMoments: second)
  }

  private init?(_ header: JSONValue, parameters: [Float], firstMoments: [Float], secondMoments: [Float]) {
    guard let identity = header["identity"]?.object, let step = header["step"]?.integer, step >= 0,
      let optimiserSteps = header["optimiserSteps"]?.integer, let seconds = Self.double(header["seconds"]),
      let lossSum = Self.double(header["lossSum"]), let lossCount = header["lossCount"]?.integer,
      let development = header["development"]?.array
    else { return nil }
    var state = TrainingState(parameters: parameters)
    state.step = Int(step)
    state.optimiser.stepCount = Int(optimiserSteps)
    state.optimiser.firstMoments = firstMoments
    state.optimiser.secondMoments = secondMoments
    state.lossSum = lossSum
    state.lossCount = Int(lossCount)
    for value in development {
      guard let result = Self.result(value) else { return nil }
      state.development.append(result)
    }
    self.init(
      identity: identity.map { Setting(name: $0.0, value: $0.1.string ?? "") }, state: state, seconds: seconds
    )
  }

  /// Joins the parts.
  init(identity: [Setting], state: TrainingState, seconds: Double) {
    self.identity = identity
    self.state = state
    self.seconds = seconds
  }

  private static func floats(_ count: Int, _ reader: inout ByteReader) -> [Float]? {
    var numbers: [Float] = []
    numbers.reserveCapacity(count)
    for _ in 0..<count {
      guard let bits = try? reader.read(UInt32.self) else { return nil }
      numbers.append(Float(bitPattern: bits))
    }
    return numbers.allSatisfy(\.isFinite) ? numbers : nil
  }

  private static func json(_ number: Double?) -> JSONValue {
    number.map { .string(String($0.bitPattern, radix: 16)) } ?? .null
  }

  private static func double(_ value: JSONValue?) -> Double? {
    value?.string.flatMap { UInt64($0, radix: 16) }.map(Double.init(bitPattern:))
  }

  private static func json(_ result: DevelopmentResult) -> JSONValue {
    .array([
      JSONValue(result.step), json(result.own), json(result.mean), json(result.stranger),
      json(result.training),
    ])
  }

  private static func result(_ value: JSONValue) -> DevelopmentResult? {
    guard let parts = value.array, parts.count == 5, let step = parts[0].integer, let own = double(parts[1])
    else { return nil }
    return DevelopmentResult(
      step: Int(step), own: own, mean: double(parts[2]), stranger: double(parts[3]),
      training: double(parts[4]))
  }
}
