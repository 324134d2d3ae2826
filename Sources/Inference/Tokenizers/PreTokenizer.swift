// PreTokenizer.swift: cuts text into the pieces that byte-level BPE never joins across.
//
// Models state their rules as regular expressions; here each rule is a scanner, named after what it keeps
// together, and stages apply one after the other, each within the pieces of the former. Positions count
// scalars. No regular-expression engine, no backtracking: every scanner is linear.

/// A sequence of scanners.
struct PreTokenizer: Sendable, Equatable {
  /// One way of cutting.
  enum Stage: Sendable, Equatable {
    /// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
    case gpt2

    /// The same with any character before letters, numbers in groups, and line ends kept together:
    /// `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,n}| ?[^\s\p{L}\p{N}]+[\r\n]*`
    /// `|\s*[\r\n]+|\s+(?!\S)|\s+`
    case llama3(digits: Int)

    /// `\p{N}`: each number character alone.
    case numbersOneByOne

    /// `\p{N}+`
    case numberRuns

    /// `[0-9][0-9][0-9]`
    case asciiDigitTriples

    /// `[\p{P}$+<=>^~|]+`
    case punctuationRuns
  }

  let stages: [Stage]

  /// Whether a piece that is a token as a whole is taken as it is, whatever the merges say.
  var prefersWholePieces = false

  /// Whether models with this pre-tokenizer expect a begin-of-sequence token unless their file says no.
  var addsBegin = false

  /// The pre-tokenizer with this name in `tokenizer.ggml.pre`, or nil.
  init?(named name: String) {
    switch name {
    case "gpt-2", "phi-2", "mpt", "olmo", "jais", "trillion", "exaone4": stages = [.gpt2]
    case "smollm", "starcoder", "refact", "command-r", "codeshell", "exaone", "minerva-7b":
      stages = [.numbersOneByOne, .gpt2]
    case "llama-bpe", "llama3", "llama-v3", "falcon3":
      stages = [.llama3(digits: 3)]
      prefersWholePieces = true
      addsBegin = true
    case "dbrx", "smaug-bpe", "chatglm-bpe", "glm4": stages = [.llama3(digits: 3)]
    case "qwen2", "stablelm2", "deepseek-r1-qwen", "megrez", "hunyuan": stages = [.llama3(digits: 1)]
    case "default", "": stages = [.punctuationRuns, .gpt2, .numberRuns, .asciiDigitTriples]
    default: return nil
    }
  }

  /// The pieces of `text`, in order, as ranges of its UTF-8 bytes.
  func pieces(of text: Span<UInt8>) -> [Range<Int>] {
    let classified = ClassifiedText(text)
    var pieces = [0..<classified.scalars.count]
    for stage in stages {
      var cut: [Range<Int>] = []
      cut.reserveCapacity(max(pieces.count, classified.scalars.count / 4))
      for piece in pieces {
        var scanner = PieceScanner(classified, piece)
        scanner.scan(stage)
        cut.append(contentsOf: scanner.pieces)
      }
      pieces = cut
    }
    return pieces.map { classified.offsets[$0.lowerBound]..<classified.offsets[$0.upperBound] }
  }
}
