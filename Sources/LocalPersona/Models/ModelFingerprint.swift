// ModelFingerprint.swift: SHA-256 of model files, and of models made of several files.

internal import Crypto
internal import Inference

enum ModelFingerprint {
  /// How much is hashed between two reports of progress.
  static let chunkByteCount = 4 << 20

  /// One file's hash stands for itself; of several, the hash of the hashes.
  static func of(_ hashes: [[UInt8]]) -> [UInt8] {
    hashes.count == 1 ? hashes[0] : SHA256.hash(of: hashes.flatMap(\.self))
  }

  /// The hash of the file at `path`.
  ///
  /// - Parameters:
  ///   - path: A regular file.
  ///   - progress: Called with the bytes done so far; may throw to stop.
  /// - Returns: 32 bytes.
  /// - Throws: `ModelFileError`, and what `progress` throws.
  static func ofFile(_ path: String, progress: (Int) throws -> Void = { _ in }) throws -> [UInt8] {
    let mapped = try MappedFile(path: path)
    var hash = SHA256()
    var done = 0
    while done < mapped.byteCount {
      let end = min(done + chunkByteCount, mapped.byteCount)
      hash.update(mapped.bytes.extracting(done..<end))
      done = end
      try progress(done)
    }
    try mapped.verifyUnchanged()
    return hash.finalize()
  }
}

/// Bytes as hexadecimal digits.
enum Hexadecimal {
  /// Two lower-case digits for each byte.
  static func text(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  /// The bytes of an even number of digits, or nil.
  static func bytes(_ text: String) -> [UInt8]? {
    let digits = text.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = digits[index], let low = digits[index + 1] else { return nil }
      bytes.append(UInt8(high << 4 | low))
    }
    return bytes
  }
}
