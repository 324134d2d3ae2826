// Packing.swift: packed weights beside a model file, as `persona model add` makes them.

import Foundation
import Inference

/// Where the packed weights of the model at `path` lie.
func packedPath(_ path: String) -> String { path + ".packed" }

/// What tells a model file from others here: its size and how it begins; hashing all of it would be what is
/// measured.
func packedSource(_ file: GGUFFile) -> PackedSource {
  let mapped = file.mapped
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  let start = mapped.bytes
  for index in 0..<min(mapped.byteCount, 64 << 10) {
    hash = (hash ^ UInt64(start.unsafeLoad(fromByteOffset: index, as: UInt8.self))) &* 0x100_0000_01B3
  }
  let fingerprint = (0..<PackedSource.fingerprintByteCount).map {
    UInt8(truncatingIfNeeded: hash >> UInt64($0 % 8 * 8))
  }
  return PackedSource(fingerprint: fingerprint, byteCount: mapped.byteCount)
}

/// Packs the weights of the model at `path`.
func packing(_ path: String, threads: Int) throws -> (bytes: Int, seconds: Double) {
  let file = try GGUFFile(path: path)
  let writer = try PackedWeightsWriter(
    file: file, source: packedSource(file), threads: ThreadPool(threadCount: threads))
  let place = packedPath(path), made = place + ".new"
  guard FileManager.default.createFile(atPath: made, contents: nil),
    let out = FileHandle(forWritingAtPath: made)
  else { fail("cannot write \(made)") }
  let time = try seconds { try writer.write { try out.write(contentsOf: Data($0)) } }
  try out.close()
  guard rename(made, place) == 0 else { fail("cannot write \(place)") }
  return (writer.byteCount, time)
}
