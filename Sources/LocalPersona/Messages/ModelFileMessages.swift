// ModelFileMessages.swift: what a person is told about a model file that cannot be used: the file, the place
// in it, what was found and what would have been right.

public import Inference

extension ModelFileError: Explained {
  /// The file, the field, and what to do.
  public var explanation: Explanation {
    Explanation(what: what, next: next, exitCode: isAboutAccess ? .notFound : .modelRejected)
  }

  private var isAboutAccess: Bool {
    if case .unreadable = self { return true }
    return false
  }

  private var what: String {
    switch self {
    case .unreadable(let file, let code): "cannot read \(file): \(CallError(code: code).words)"
    case .notARegularFile(let file): "\(file) is not a regular file"
    case .tooLarge(let file, let byteCount, let limit):
      "\(file) has \(byteCount.grouped) bytes; at most \(limit.grouped) are read"
    case .changed(let file): "\(file) was changed while it was being read"
    case .notGGUF(let file): "\(file) is not a GGUF file"
    case .unsupportedVersion(let file, let version):
      "\(file) is GGUF version \(version); versions 2 and 3 are understood"
    case .otherByteOrder(let file): "\(file) was written for big-endian machines"
    case .malformed(let place, let defect):
      "\(place.file) is damaged at byte \(place.offset.grouped): \(place.field) \(defect.words)"
    case .missingKey(let file, let key): "\(file) lacks \(key)"
    case .wrongKeyType(let file, let key, let expected, let actual):
      "\(file): \(key) is of type \(actual), not \(expected)"
    case .badValue(let file, let key, let value, let allowed):
      "\(file): \(key) is \(value), but must be \(allowed)"
    case .unsupportedArchitecture(let name): "models of architecture '\(name)' are not supported"
    case .unsupportedFeature(let file, let feature): "\(file) needs \(feature), which is not supported"
    case .notConvertible(let file, let feature): "\(file) has \(feature), which is not converted here"
    case .unsupportedWeightType(let tensor, let code):
      "tensor \(tensor) is stored as \(Self.typeName(code)), which is not supported"
    case .unsupportedTokenizer(let model, let preTokenizer):
      preTokenizer.isEmpty
        ? "tokenizers of kind '\(model)' are not supported"
        : "the tokenizer '\(model)' with the rules '\(preTokenizer)' is not supported"
    case .missingTensor(let name): "tensor \(name) is missing"
    case .unexpectedTensor(let name):
      "tensor \(name) does not belong to this architecture as it is known here"
    case .wrongShape(let tensor, let expected, let actual):
      "tensor \(tensor) has the shape \(Self.shape(actual)), not \(Self.shape(expected))"
    case .wrongWeightType(let tensor, let expected, let actual):
      "tensor \(tensor) is stored as \(actual.name); it has to be \(expected.name)"
    }
  }

  private var next: String? {
    switch self {
    case .unreadable(_, let code): CallError(code: code).advice
    case .unsupportedArchitecture, .unsupportedFeature, .unexpectedTensor:
      "supported are GGUF language models of the architectures \(Self.architectures), and BERT encoders"
    case .notConvertible: "convert the folder with llama.cpp's convert_hf_to_gguf.py, and add the GGUF file"
    case .unsupportedWeightType:
      "supported are \(WeightType.allCases.map(\.name).joined(separator: ", "))"
    case .unsupportedTokenizer: "look for a file of the same model with a known tokenizer"
    case .notGGUF: Self.whatToGive
    case .notARegularFile: Self.whatToGive + "; a link is not followed: copy the folder with cp -rL"
    case .unsupportedVersion, .otherByteOrder: "convert it with a current version of llama.cpp"
    case .tooLarge, .changed, .malformed, .missingKey, .wrongKeyType, .badValue, .missingTensor, .wrongShape,
      .wrongWeightType:
      "get the file again from where it came, and compare its SHA-256"
    }
  }

  private static let architectures =
    (DecoderConfiguration.architectures + [EncoderDecoderConfiguration.architecture]).joined(separator: ", ")

  private static let whatToGive = "give a .gguf file, or a folder in Hugging Face's layout with safetensors"

  private static func shape(_ dimensions: [Int]) -> String {
    dimensions.map(String.init).joined(separator: " × ")
  }

  /// ggml's name of a type that is not supported here.
  private static func typeName(_ code: UInt32) -> String {
    let names: [UInt32: String] = [
      9: "Q8_1", 15: "Q8_K", 16: "IQ2_XXS", 17: "IQ2_XS", 18: "IQ3_XXS", 19: "IQ1_S", 21: "IQ3_S",
      22: "IQ2_S",
      23: "IQ4_XS", 24: "I8", 25: "I16", 26: "I32", 27: "I64", 28: "F64", 29: "IQ1_M", 34: "TQ1_0",
      35: "TQ2_0", 39: "MXFP4",
    ]
    return names[code] ?? "type \(code)"
  }
}

extension FileDefect {
  /// The second half of a sentence that begins with the name of a field.
  fileprivate var words: String {
    switch self {
    case .endsTooLate(let needed, let remaining):
      "needs \(needed.grouped) bytes, but only \(remaining.grouped) are left"
    case .tooMany(let count, let limit): "counts \(count); at most \(limit) are allowed"
    case .outOfRange(let value, let low, let high):
      low == high ? "is \(value), not \(low)" : "is \(value), not within \(low) to \(high)"
    case .notAMultiple(let value, let of): "is \(value), no multiple of \(of)"
    case .badAlignment(let value): "is \(value), not a power of two from 8 to 4096"
    case .arithmeticOverflow: "is larger than any file"
    case .invalidUTF8: "is not UTF-8"
    case .empty: "is empty"
    case .duplicate: "occurs twice"
    case .unknownCode(let code): "has the unknown type \(code)"
    case .nestedArray: "is an array of arrays"
    case .badTruthValue(let value): "is neither true nor false but \(value)"
    case .notFinite: "is not a finite number"
    case .overlaps(let tensor): "overlaps with tensor \(tensor)"
    case .gap(let byteCount): "follows \(byteCount.grouped) bytes that belong to nothing"
    case .invalidJSON: "is not valid JSON"
    case .wrongJSONKind(let expected): "is not a JSON \(expected)"
    }
  }
}
