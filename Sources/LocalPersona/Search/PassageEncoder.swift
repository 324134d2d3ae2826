// PassageEncoder.swift: what search and retrieval need from a text encoder, and the installed one.
//
// Vectors are L2-normalised, so a dot product is a cosine. The installed encoder is read from its
// files at the first text, not before: most commands find every vector in the vault already.

public import Inference

/// Turns passages into vectors whose dot products tell how close they are in meaning.
public protocol PassageEncoder: AnyObject {
  /// SHA-256 of the model; vectors of different models do not compare.
  var fingerprint: [UInt8] { get }

  /// Encodes each text: one L2-normalised row of one common length for each.
  func encode(_ texts: [String]) throws -> [[Float]]
}

/// The encoder model that is installed, loaded at first use.
public final class InstalledEncoder: PassageEncoder {
  private let record: ModelRecord
  private let threads: () -> ThreadPool
  private var loaded: TextEncoder?

  /// The installed encoder of the model store in `folder`, or nil where there is none.
  ///
  /// `threads` makes, or shares, the threads; it is asked when the model is loaded.
  /// - Throws: What the store throws for a model that was changed or damaged since it was added.
  public static func find(
    inStore folder: String, threads: @escaping () -> ThreadPool
  ) throws -> InstalledEncoder? {
    let store = ModelStore(folder: folder)
    guard try store.list().contains(where: { $0.role == .encoder }) else { return nil }
    return InstalledEncoder(try store.resolve(name: nil, role: .encoder), threads: threads)
  }

  /// Uses the encoder that `record` describes.
  public init(_ record: ModelRecord, threads: @escaping () -> ThreadPool) {
    self.record = record
    self.threads = threads
  }

  /// SHA-256 of the model's weights, as its record has it.
  public var fingerprint: [UInt8] { record.fingerprint }

  /// Encodes each text, loading the model first where this is the first call.
  public func encode(_ texts: [String]) throws -> [[Float]] {
    if let loaded { return try loaded.encode(texts) }
    let encoder =
      record.isFolder
      ? try TextEncoder(folder: record.path, threads: threads())
      : try TextEncoder(file: GGUFFile(path: record.path), threads: threads())
    loaded = encoder
    return try encoder.encode(texts)
  }
}
