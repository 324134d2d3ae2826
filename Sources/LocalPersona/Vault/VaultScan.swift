// VaultScan.swift: finding what is whole in the files of a vault of which some are not.
//
// A frame says under its mask which one it is, so the search goes on byte by byte behind a damaged one, until
// the content of a mask makes sense. A segment says at its beginning what it is, so it is found under another
// file's name as well. What is found was authenticated like everything else: it is what was written, at
// its place, or it is not found.

internal import Crypto

/// A search for whole frames, wherever they are.
struct VaultScan {
  let folder: VaultFolder
  let header: VaultHeader

  /// The pieces in which a file is read that cannot be read at once.
  private static let pieceByteCount = 4096

  /// How often a frame is tried at most to find out which generation wrote a segment: some 0.5 s.
  private static let maximumGuessCount = 1 << 20

  // MARK: Files

  /// A file that is a segment, or may be one.
  struct SegmentFile {
    /// Its name in the folder.
    var file: String

    /// The segment that it is, which may be another than the file's name says.
    var name: SegmentName

    /// Its beginning; nil where that is damaged, so that only the file's name tells what it may be.
    var header: SegmentHeader?
  }

  /// The segments among the files of the folder.
  ///
  /// A segment is recognised under any name of `listed` and of the folder, even if its file has another.
  func segmentFiles(
    listed: [SegmentName], keys: borrowing VaultKeys
  ) throws(VaultError) -> [SegmentFile] {
    let files = try folder.storing { files throws(FileError) in try files.list(folder.path) }
    let known = Set(listed).union(files.compactMap { SegmentName(fileName: $0) })
    var found: [SegmentFile] = []
    for file in files {
      let own = SegmentName(fileName: file)
      guard own != nil || VaultFolder.role(of: file) == .foreign, isRegular(file) else { continue }
      let start = beginning(of: file)
      if let own, let opened = open(start, as: own, keys: keys) {
        found.append(SegmentFile(file: file, name: own, header: opened))
      } else if let other = segmentFile(file, start, amongNames: known, keys: keys) {
        found.append(other)
      } else if let own {
        found.append(SegmentFile(file: file, name: own, header: nil))
      }
    }
    return found
  }

  private func segmentFile(
    _ file: String, _ start: [UInt8], amongNames names: Set<SegmentName>, keys: borrowing VaultKeys
  ) -> SegmentFile? {
    guard start.count == Segment.headerByteCount else { return nil }
    for name in names {
      if let opened = open(start, as: name, keys: keys) {
        return SegmentFile(file: file, name: name, header: opened)
      }
    }
    return nil
  }

  private func open(
    _ start: [UInt8], as name: SegmentName, keys: borrowing VaultKeys
  ) -> SegmentHeader? {
    SegmentHeader.open(start, name: name, vaultID: header.vaultID, keys: keys)
  }

  private func beginning(of file: String) -> [UInt8] {
    let start = try? folder.files.read(
      folder.path(of: file), from: 0, maximumByteCount: Segment.headerByteCount)
    return start ?? []
  }

  private func isRegular(_ file: String) -> Bool {
    let status = try? folder.files.status(of: folder.path(of: file))
    return status?.kind == .file
  }

  /// The bytes of a file as far as they can be read; zeros stand for those that cannot.
  ///
  /// - Returns: The bytes; why not all of them could be read, or nil.
  func read(_ file: String, maximumByteCount: Int) -> (bytes: [UInt8], failure: FileError?) {
    let path = folder.path(of: file)
    do throws(FileError) {
      return (try folder.files.read(path, from: 0, maximumByteCount: maximumByteCount), nil)
    } catch {
      guard error.code != SystemError.noEntry.code else { return ([], nil) }
      return (readPieces(path, maximumByteCount: maximumByteCount), error)
    }
  }

  private func readPieces(_ path: String, maximumByteCount: Int) -> [UInt8] {
    guard let status = try? folder.files.status(of: path), status.kind == .file else { return [] }
    let byteCount = min(status.byteCount, maximumByteCount)
    var bytes: [UInt8] = []
    var isAnyRead = false
    while bytes.count < byteCount {
      let count = min(Self.pieceByteCount, byteCount - bytes.count)
      let piece = try? folder.files.read(path, from: bytes.count, maximumByteCount: count)
      isAnyRead = isAnyRead || piece != nil
      bytes += piece ?? []
      bytes += [UInt8](repeating: 0, count: count - (piece?.count ?? 0))
    }
    return isAnyRead ? bytes : []
  }

  // MARK: Frames

  /// The whole frames of a segment in the bytes of its file, each once, in the order in which they lie there.
  func frames(
    in file: [UInt8], of name: SegmentName, generation: UInt64, keys: borrowing VaultKeys
  ) -> [OpenedFrame] {
    var chain = chain(name, generation)
    var frames: [OpenedFrame] = []
    var seen: Set<UInt64> = []
    var offset = Segment.headerByteCount
    while offset + FrameChain.minimumFrameByteCount <= file.count {
      guard let frame = chain.openAny(file, at: offset, keys: keys) else {
        offset += 1
        continue
      }
      if seen.insert(frame.number).inserted { frames.append(frame) }
      offset = frame.end
    }
    return frames
  }

  /// The generation that wrote a segment whose beginning is damaged, found by opening one of its frames; nil
  /// where none opens with any of `generations`.
  func generation(
    of file: [UInt8], _ name: SegmentName, among generations: [UInt64], keys: borrowing VaultKeys
  ) -> UInt64? {
    var chains = generations.map { chain(name, $0) }
    var guessCount = 0
    var offset = Segment.headerByteCount
    while offset + FrameChain.minimumFrameByteCount <= file.count, guessCount < Self.maximumGuessCount {
      for index in chains.indices where chains[index].openAny(file, at: offset, keys: keys) != nil {
        return generations[index]
      }
      guessCount += chains.count
      offset += 1
    }
    return nil
  }

  private func chain(_ name: SegmentName, _ generation: UInt64) -> FrameChain {
    FrameChain(
      vaultID: header.vaultID, segment: name, generation: generation,
      tag: [UInt8](repeating: 0, count: FrameChain.tagByteCount))
  }

  /// The first place before a whole frame where another one is missing, and the number of that one; nil
  /// where the frames follow one another from the first on.
  static func firstGap(in frames: [OpenedFrame]) -> (number: UInt64, offset: Int)? {
    var expected: UInt64 = 0
    var end = Segment.headerByteCount
    for frame in frames {
      guard frame.number == expected, frame.start == end else { return (expected, end) }
      expected += 1
      end = frame.end
    }
    return nil
  }
}

extension OpenedFrame {
  /// Where it begins.
  fileprivate var start: Int { end - FrameChain.overheadByteCount - plaintext.count }
}
