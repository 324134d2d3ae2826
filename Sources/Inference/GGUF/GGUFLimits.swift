// GGUFLimits.swift: how much a GGUF file may ask for, and why.
//
// Every count of a file is bounded by these and by the bytes that are left.

enum GGUFLimits {
  /// Real files have 20 to 60 keys.
  static let keyCount = 4096

  /// A 512-block model of today's widest architectures has some 20,000 tensors.
  static let tensorCount = 65_536

  /// The format's own limit on keys, 2^16 - 1.
  static let keyByteCount = 65_535

  /// ggml keeps tensor names in 64 bytes, with a terminating zero.
  static let tensorNameByteCount = 63

  /// A chat template or a licence text takes some 10 KiB.
  static let stringByteCount = 16 << 20

  /// Strings within arrays are tokens, merges and language names.
  static let arrayStringByteCount = 64 << 10

  /// Ten times the largest vocabulary with its merges.
  static let arrayElementCount = 16 << 20

  /// All metadata together.
  static let metadataByteCount = 256 << 20

  /// Key length, a key of one byte, type, a value of one byte.
  static let minimumKeyRecord = 8 + 1 + 4 + 1

  /// Name length, a name of one byte, dimension count, one dimension, type, offset.
  static let minimumTensorRecord = 8 + 1 + 4 + 8 + 4 + 8

  /// Four in ggml.
  static let dimensionCount = 4

  /// ggml's rows and columns are 64-bit, but no real tensor comes near.
  static let dimension = 1 << 31

  /// Smaller alignments would break loads of 64-bit words, larger ones are no page.
  static let alignment = 8...4096
  static let defaultAlignment = 32
}
