// PackedWeightsWriter.swift: packs the matrices of a model into a file, panel by panel, some megabytes at a
// time.
//
// Every size is known before the first panel is made: the header goes first, and nothing is written twice.
// The order is that of the model's blocks, so that the same model always gives the same bytes.

/// The packed weights of a model, about to be written.
public struct PackedWeightsWriter {
  /// A matrix and its place.
  private struct Plan {
    var matrix: WeightMatrix
    var layout: PanelLayout
    var offset: Int
  }

  /// How many bytes are packed between two pieces that are handed out, beyond one panel.
  static let chunkByteCount = 2 << 20

  /// The size of the whole file.
  public let byteCount: Int

  private let file: MappedFile
  private let source: PackedSource
  private let threads: ThreadPool
  private let headerByteCount: Int
  private let plans: [Plan]

  /// Finds out what of the model in `file` is packed.
  ///
  /// - Parameters:
  ///   - file: A decoder or an encoder-decoder; of other models nothing is packed ahead.
  ///   - source: What tells the file from others.
  ///   - threads: Who packs; any number of threads gives the same bytes.
  /// - Throws: ``ModelFileError`` for a file that is no model.
  public init(file: GGUFFile, source: PackedSource, threads: ThreadPool) throws(ModelFileError) {
    let found = try Self.matrices(of: file, threads: threads).compactMap { matrix in
      PanelLayout(type: matrix.type, rows: matrix.rows, columns: matrix.columns).map { (matrix, $0) }
    }
    let headerByteCount = found.reduce(
      PackedWeightsFormat.fixedByteCount + PackedWeightsFormat.checksumByteCount
    ) { $0 + PackedWeightsFormat.recordByteCount + $1.0.name.utf8.count }
    var plans: [Plan] = []
    var end = headerByteCount
    for (matrix, layout) in found {
      let plan = Plan(matrix: matrix, layout: layout, offset: PackedWeightsFormat.padded(end))
      plans.append(plan)
      end = plan.offset + layout.byteCount
    }
    self.file = file.mapped
    self.source = source
    self.threads = threads
    self.headerByteCount = headerByteCount
    self.plans = plans
    byteCount = end
  }

  /// Whether there is nothing to pack: all weights are floats.
  public var isEmpty: Bool { plans.isEmpty }

  /// Writes the file, front to back.
  ///
  /// - Parameter sink: Called with one piece after the other, ``byteCount`` bytes in all; may throw to stop.
  /// - Throws: ``ModelFileError/changed(file:)``; what `sink` throws.
  public func write(into sink: ([UInt8]) throws -> Void) throws {
    try sink(header)
    var position = headerByteCount
    for plan in plans {
      if plan.offset > position { try sink([UInt8](repeating: 0, count: plan.offset - position)) }
      try write(plan, into: sink)
      position = plan.offset + plan.layout.byteCount
    }
    try file.verifyUnchanged()
  }

  private func write(_ plan: Plan, into sink: ([UInt8]) throws -> Void) throws {
    let layout = plan.layout
    let capacity = max(1, min(Self.chunkByteCount / layout.panelByteCount, layout.panelCount))
    // Packing leaves the padding of a panel as it was: no bytes of this process may get into a file that way.
    let chunk = AlignedMemory(byteCount: capacity * layout.panelByteCount, zeroed: true)
    for first in stride(from: 0, to: layout.panelCount, by: capacity) {
      let panels = first..<min(first + capacity, layout.panelCount)
      plan.matrix.pack(panels, layout, into: chunk, threads: threads)
      let bytes = unsafe [UInt8](
        UnsafeRawBufferPointer(start: chunk.base, count: panels.count * layout.panelByteCount))
      try sink(bytes)
    }
  }

  private var header: [UInt8] {
    var out = LittleEndianBytes()
    out.append(PackedWeightsFormat.magic)
    out.append(PackedWeightsFormat.version)
    out.append(PanelLayout.version)
    out.append(source.fingerprint)
    for number in [source.byteCount, byteCount, headerByteCount, plans.count] { out.append(UInt64(number)) }
    for plan in plans {
      out.append(text: plan.matrix.name)
      out.append(plan.layout.type.rawValue)
      for number in [plan.layout.rows, plan.layout.columns, plan.offset, plan.layout.byteCount] {
        out.append(UInt64(number))
      }
    }
    out.append(HeaderChecksum.of(out.bytes))
    return out.bytes
  }

  /// The matrices that are multiplied with, opened without packing them.
  private static func matrices(
    of file: GGUFFile, threads: ThreadPool
  ) throws(ModelFileError) -> [WeightMatrix] {
    let options = DecoderOptions(threads: threads, activations: .float32)
    switch try file.architecture {
    case "bert": return []
    case EncoderDecoderConfiguration.architecture:
      return try EncoderDecoder(file: file, options: options).multipliedMatrices
    default: return try Decoder(file: file, options: options).multipliedMatrices
    }
  }
}
