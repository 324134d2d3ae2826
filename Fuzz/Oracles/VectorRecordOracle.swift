// VectorRecordOracle.swift: rows of vectors, as one frame carries them. There is one form of each.

@testable import LocalPersona

enum VectorRecordOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let range = 0..<bytes.count
    guard let record = try? VectorRecord.decode(bytes, range) else { return .refused }
    try require(record.encode() == bytes, "vectors are written as they were read")
    let named = try? VectorRecord.decode(bytes, range, withValues: false)
    try require(named?.ids == record.ids, "ids are the same with and without the numbers")
    let rest = record.removing(Set(record.ids.prefix(1)))
    try require(
      rest.values.count == rest.ids.count * record.dimension, "what is left of vectors is whole rows")
    return .accepted
  }
}
