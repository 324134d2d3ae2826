// LearningCheckpoint.swift: an adaptation under way, as the vault keeps it for the case that it is cut off.
//
// "PLCK", version, an identity of everything that the training depends on, then the state. A checkpoint of
// other entries, another plug or another model is not an error: it is passed over.

internal import Crypto

extension RowAdaptation {
  private static let magic = Array("PLCK".utf8)
  private static let version: UInt32 = 1

  /// How long training goes on between two checkpoints at most.
  static let checkpointInterval = Duration.seconds(45)

  /// The key under which a vault keeps it.
  static func key(model fingerprint: [UInt8]) -> DerivedKey {
    DerivedKey(name: "learn-checkpoint", fingerprint: fingerprint)
  }

  /// A hash of all that determines the course of a training: 32 bytes.
  ///
  /// Of an entry that is all that reaches a prompt, a place in the order or the rows that training starts at.
  /// What is fixed in the program is covered by the version.
  static func identity(of split: LearningSplit, model: [UInt8], plug: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.writeCounted(model)
    writer.writeCounted(plug)
    for entries in [split.training, split.heldOut] {
      writer.write(UInt32(entries.count))
      for entry in entries {
        writer.write(entry.id.value)
        writer.write(entry.written.secondsSince1970)
        for text in [entry.kind.description, entry.title ?? "", entry.recipient ?? "", entry.text] {
          writer.writeCounted(Array(text.utf8))
        }
      }
    }
    return SHA256.hash(of: writer.bytes)
  }

  /// The state as bytes.
  func encode(identity: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(Self.magic)
    writer.write(Self.version)
    writer.writeCounted(identity)
    writer.write(UInt32(step))
    writer.writeCounted([trainingLoss])
    for numbers in [parameters, optimiser.firstMoments, optimiser.secondMoments] {
      writer.writeCounted(numbers)
    }
    writer.write(UInt32(checks.count))
    for check in checks {
      writer.write(UInt32(check.step))
      writer.writeCounted(check.parameters)
      writer.write(UInt32(check.losses.count))
      for losses in check.losses { writer.writeCounted(losses) }
    }
    return writer.bytes
  }

  /// Reads a state; nil where it is damaged, or belongs to another training.
  ///
  /// - Parameters:
  ///   - bytes: What ``encode(identity:)`` gave.
  ///   - identity: Of the training that would go on.
  ///   - start: The parameters that it starts at, for their number.
  ///   - targetCounts: How many tokens of each held-out entry are predicted.
  init?(decoding bytes: [UInt8], identity: [UInt8], start: [Float], targetCounts: [Int]) {
    var reader = ByteReader(bytes)
    self.init(parameters: start)
    do throws(FormatError) {
      try read(from: &reader, identity: identity)
    } catch {
      return nil
    }
    guard reader.remaining == 0, isConsistent(parameterCount: start.count, targetCounts: targetCounts) else {
      return nil
    }
  }

  private mutating func read(from reader: inout ByteReader, identity: [UInt8]) throws(FormatError) {
    guard try Array(reader.readBytes(4)) == Self.magic else { throw FormatError(offset: 0) }
    try reader.expect(Self.version)
    guard try reader.readCountedBytes() == identity else { throw FormatError(offset: reader.offset) }
    optimiser.stepCount = Int(try reader.readCount(upTo: 1 << 20))
    trainingLoss = try reader.readCountedFloats().first ?? 0
    parameters = try reader.readCountedFloats()
    optimiser.firstMoments = try reader.readCountedFloats()
    optimiser.secondMoments = try reader.readCountedFloats()
    for _ in 0..<(try reader.readCount(upTo: 1 << 16)) {
      var check = Check(step: Int(try reader.readCount(upTo: 1 << 20)), parameters: [], losses: [])
      check.parameters = try reader.readCountedFloats()
      for _ in 0..<(try reader.readCount(upTo: 1 << 16)) {
        check.losses.append(try reader.readCountedFloats())
      }
      checks.append(check)
    }
  }

  private func isConsistent(parameterCount: Int, targetCounts: [Int]) -> Bool {
    [parameters, optimiser.firstMoments, optimiser.secondMoments].allSatisfy { $0.count == parameterCount }
      && optimiser.secondMoments.allSatisfy { $0 >= 0 }
      && checks.allSatisfy { check in
        check.parameters.count == parameterCount && check.step <= step
          && check.losses.map(\.count) == targetCounts
      }
  }
}
