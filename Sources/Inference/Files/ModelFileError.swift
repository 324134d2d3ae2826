// ModelFileError.swift: everything that can be wrong with a model file, as data.
//
// A model file is hostile input: each case says where (file, byte offset, field) and what was expected,
// so that one line can be written from it elsewhere. No prose here, and nothing of the file's content but
// names of keys and tensors.

/// A position in a model file: which field was being read, and where it starts.
public struct FilePlace: Equatable, Sendable {
  /// The path of the file, as it was given.
  public var file: String

  /// Where the field starts, in bytes from the start of the file.
  public var offset: Int

  /// The field, in words of the format: a metadata key, `tensor NAME`, `header`.
  public var field: String

  /// Makes a place from its parts.
  public init(file: String, offset: Int, field: String) {
    self.file = file
    self.offset = offset
    self.field = field
  }
}

/// What is wrong with one field.
public enum FileDefect: Equatable, Sendable {
  /// The field ends after the file (or after the part that holds it) does.
  case endsTooLate(needed: Int, remaining: Int)

  /// A count or a length is larger than `limit`.
  case tooMany(count: UInt64, limit: UInt64)

  /// A number lies outside `low ... high`.
  case outOfRange(value: Int64, low: Int64, high: Int64)

  /// A number that has to be a multiple of `of` is not.
  case notAMultiple(value: Int64, of: Int64)

  /// The alignment is no power of two in the allowed range.
  case badAlignment(UInt64)

  /// A product or a sum of sizes does not fit into 64 bits.
  case arithmeticOverflow

  /// Text that has to be UTF-8 is not.
  case invalidUTF8

  /// A name or a key is empty.
  case empty

  /// A name or a key occurs twice.
  case duplicate

  /// A code that the format does not define.
  case unknownCode(UInt64)

  /// An array inside an array.
  case nestedArray

  /// A truth value that is neither 0 nor 1.
  case badTruthValue(UInt8)

  /// A floating-point number that is not finite.
  case notFinite

  /// The tensor shares bytes with another one.
  case overlaps(tensor: String)

  /// Bytes that belong to no tensor, in a format without gaps.
  case gap(byteCount: Int)

  /// JSON that breaks a rule of RFC 8259, or that is nested too deeply.
  case invalidJSON

  /// A JSON value of another kind than the field needs.
  case wrongJSONKind(expected: String)
}

/// Why a model file cannot be used.
public enum ModelFileError: Error, Equatable {
  /// The file cannot be opened, read or mapped; `code` is the system's errno.
  case unreadable(file: String, code: Int32)

  /// The path leads to a folder, a device, a pipe or a symbolic link.
  case notARegularFile(file: String)

  /// The file is larger than any model this program can run.
  case tooLarge(file: String, byteCount: Int, limit: Int)

  /// The file changed, or was cut, while it was in use.
  case changed(file: String)

  /// The file does not begin with `GGUF`.
  case notGGUF(file: String)

  /// The file is a GGUF of another version than 2 or 3.
  case unsupportedVersion(file: String, version: UInt32)

  /// The file was written for machines with the other byte order.
  case otherByteOrder(file: String)

  /// A field breaks the rules of its format.
  case malformed(FilePlace, FileDefect)

  /// A metadata key that is needed is missing.
  case missingKey(file: String, key: String)

  /// A metadata key has another type than it must have.
  case wrongKeyType(file: String, key: String, expected: String, actual: String)

  /// The value of a metadata key is not one that can be right; `allowed` says what could be.
  case badValue(file: String, key: String, value: String, allowed: String)

  /// The file is well formed, but of an architecture without an implementation here.
  case unsupportedArchitecture(String)

  /// The file needs a part of its architecture that is not implemented here.
  case unsupportedFeature(file: String, feature: String)

  /// A folder in Hugging Face's layout has a part that the conversion to GGUF does not know.
  case notConvertible(file: String, feature: String)

  /// A tensor is stored in a type without an implementation here; `code` is ggml's number or the name's hash.
  case unsupportedWeightType(tensor: String, code: UInt32)

  /// The tokenizer is of a kind, or names a pre-tokenizer, without an implementation here.
  case unsupportedTokenizer(model: String, preTokenizer: String)

  /// A tensor that the architecture needs is missing.
  case missingTensor(String)

  /// The file holds a tensor that its architecture does not know, so that running it would be wrong.
  case unexpectedTensor(String)

  /// A tensor has another shape than its architecture needs (ggml order, columns first).
  case wrongShape(tensor: String, expected: [Int], actual: [Int])

  /// A tensor has a type that it may not have (norms have to be F32).
  case wrongWeightType(tensor: String, expected: WeightType, actual: WeightType)
}

extension ModelFileError {
  /// Whether the case says which file it is about.
  public var namesFile: Bool {
    switch self {
    case .unsupportedArchitecture, .unsupportedWeightType, .unsupportedTokenizer, .missingTensor,
      .unexpectedTensor, .wrongShape, .wrongWeightType:
      false
    case .unreadable, .notARegularFile, .tooLarge, .changed, .notGGUF, .unsupportedVersion, .otherByteOrder,
      .malformed, .missingKey, .wrongKeyType, .badValue, .unsupportedFeature, .notConvertible:
      true
    }
  }
}
