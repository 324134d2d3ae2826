// ModelRecord.swift: what the store knows about a model: what it is, its files, and their hashes.

private import Inference

/// What a model does.
public enum ModelRole: String, Sendable, CaseIterable {
  /// Writes text: a language model.
  case decoder

  /// Turns text into vectors, for search by meaning.
  case encoder
}

/// A model in the store.
public struct ModelRecord: Sendable, Equatable {
  /// One file of a model, as it was when it was added.
  public struct File: Sendable, Equatable {
    /// Where it is: an absolute path, or as absolute as that of the store.
    public var path: String

    /// Its SHA-256, 32 bytes.
    public var sha256: [UInt8]

    /// What the file system said about it.
    public var identity: FileIdentity

    /// Its size.
    public var byteCount: Int { identity.byteCount }
  }

  /// The name it goes by: 1 to 64 of `a-z 0-9 . _ -`.
  public var name: String

  /// What it does.
  public var role: ModelRole

  /// The architecture's name, as in `llama` or `bert`.
  public var architecture: String

  /// What its author calls it; may be empty.
  public var title: String

  /// How many numbers were learned.
  public var parameterCount: Int

  /// How they are stored, as in `Q4_1`; the most common type first.
  public var weightTypes: [String]

  /// The longest sequence, in tokens.
  public var contextLength: Int

  /// Whether it has a chat template that is built in here.
  public var hasChatTemplate: Bool

  /// Whether the files stay where they were when the model was added.
  public var isLinked: Bool

  /// The files: one GGUF file, or, for an encoder in a folder, config.json, model.safetensors, vocab.txt and,
  /// if there is one, tokenizer_config.json, in this order.
  public var files: [File]

  /// Its weights as the kernels read them, made from the files by this program; nil where there are none.
  public var packed: File?

  /// Whether the model is a folder rather than a file.
  public var isFolder: Bool { files.count > 1 }

  /// The folder of the files.
  public var folder: String {
    let first = files.first?.path ?? ""
    return first.lastIndex(of: "/").map { String(first[..<$0]) } ?? first
  }

  /// What to open: a file or a folder.
  public var path: String { isFolder ? folder : files.first?.path ?? "" }

  /// The size of all files.
  public var byteCount: Int { files.reduce(0) { $0 + $1.byteCount } }

  /// The hash that tells models apart: that of the file, or of the hashes of all files in order.
  ///
  /// 32 bytes.
  public var fingerprint: [UInt8] { ModelFingerprint.of(files.map(\.sha256)) }

  /// ``fingerprint`` in hexadecimal.
  public var sha256: String { Hexadecimal.text(fingerprint) }
}

extension ModelRecord {
  /// Whether the model's file has a chat template that is none of those built in; reads the file's header.
  var hasUnknownTemplate: Bool {
    guard role == .decoder, !hasChatTemplate, let file = try? GGUFFile(path: path) else { return false }
    return file.metadata.contains("tokenizer.chat_template")
  }
}

/// What the file system says about a file: as long as nothing of it changes, the content is taken to be
/// the same.
public struct FileIdentity: Sendable, Equatable {
  /// The size.
  public var byteCount: Int

  /// When the content was last changed, in nanoseconds since 1970.
  public var modified: Int64

  /// When content, permissions or place last changed, in nanoseconds since 1970; nobody can set it back.
  public var changed: Int64

  /// The number of the file on its device.
  public var inode: UInt64

  /// The device.
  public var device: UInt64
}
