// DiskState.swift: what a simulated disk holds: the image that processes see, the image on the medium, and
// what is on its way from the one to the other.
//
// What docs/formats.md relies a disk on for is what this one does: bytes that were synchronised stay while
// others of their sector are written, and of those that are being written anything may remain.

@testable import LocalPersona

/// The state of a ``SimulatedDisk``: a value, so that a copy is another disk.
struct DiskState {
  enum Node: Equatable {
    case folder
    case file(Int)

    var file: Int? {
      if case .file(let number) = self { number } else { nil }
    }
  }

  /// One thing that has not reached the medium yet.
  private enum Pending {
    case write(file: Int, offset: Int, bytes: [UInt8])
    case truncate(file: Int, byteCount: Int)
    case names([String: Node?])

    var file: Int? {
      switch self {
      case .write(let file, _, _), .truncate(let file, _): file
      case .names: nil
      }
    }
  }

  /// What a dead process gets from every call, never from a live one.
  static let deadCode: Int32 = 9999
  private static let sectorByteCount = 512

  var seen: [String: Node] = ["/": .folder, "/home": .folder]
  var bytes: [Int: [UInt8]] = [:]
  private var durable: [String: Node] = ["/": .folder, "/home": .folder]
  private(set) var durableBytes: [Int: [UInt8]] = [:]
  private var pending: [Pending] = []
  private var fileCount = 0

  var plan: SimulatedDisk.Plan?
  var stepCount = 0
  var isDead = false
  var hasFailed = false
  var lockHolders: [String: [UInt8]] = [:]

  /// Whether a file may have two names.
  var hasLinks = true

  /// A file that somebody else makes anew as soon as it is removed.
  var reappearing: String?

  static func parent(_ path: String) -> String {
    guard path != "/", let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  mutating func makeFile() -> Int {
    fileCount += 1
    bytes[fileCount] = []
    return fileCount
  }

  mutating func write(_ new: [UInt8], to file: Int, at offset: Int) {
    Self.write(new, to: &bytes[file, default: []], at: offset)
    var start = 0
    while start < new.count {
      let sectorEnd = ((offset + start) / Self.sectorByteCount + 1) * Self.sectorByteCount
      let end = min(sectorEnd - offset, new.count)
      pending.append(.write(file: file, offset: offset + start, bytes: Array(new[start..<end])))
      start = end
    }
  }

  mutating func truncate(_ file: Int, to byteCount: Int) {
    bytes[file] = Array((bytes[file] ?? []).prefix(byteCount))
    pending.append(.truncate(file: file, byteCount: byteCount))
  }

  mutating func name(_ names: [String: Node?]) {
    for (path, node) in names { seen[path] = node }
    pending.append(.names(names))
  }

  /// Gives a folder another name, and what is in it as well.
  ///
  /// On the medium that is found under each name that the folder has there; one goes when the change arrives.
  mutating func moveFolder(_ path: String, to newPath: String) {
    for (name, node) in seen where name.hasPrefix(path + "/") {
      seen[name] = nil
      seen[newPath + name.dropFirst(path.count)] = node
    }
    for (name, node) in durable where name.hasPrefix(path + "/") {
      durable[newPath + name.dropFirst(path.count)] = node
    }
    name([path: nil, newPath: .folder])
  }

  mutating func synchronize(_ file: Int) {
    durableBytes[file] = bytes[file]
    pending.removeAll { $0.file == file }
  }

  mutating func synchronizeNames(in folder: String) {
    for path in Set(seen.keys).union(durable.keys) where Self.parent(path) == folder {
      durable[path] = seen[path]
    }
    pending.removeAll {
      guard case .names(let names) = $0 else { return false }
      return names.keys.allSatisfy { Self.parent($0) == folder }
    }
  }

  /// Puts a file where a test wants it, durably; nil removes it.
  mutating func put(_ content: [UInt8]?, at path: String) {
    guard let content else {
      seen[path] = nil
      durable[path] = nil
      return
    }
    let file = seen[path]?.file ?? makeFile()
    seen[path] = .file(file)
    durable[path] = .file(file)
    bytes[file] = content
    durableBytes[file] = content
  }

  /// Lets the planned fault happen if this is its step.
  ///
  /// - Returns: The error that the step ends with; nil where it goes on as usual.
  mutating func fail(
    isReading: Bool, isWriting: Bool, partly: (inout DiskState) -> Void,
    wholly: (inout DiskState) throws -> Void
  ) rethrows -> Int32? {
    guard let plan, !isReading || plan.countsReading else { return nil }
    defer { stepCount += 1 }
    guard stepCount == plan.step, !hasFailed else { return nil }
    hasFailed = true
    isDead = plan.fault.endsProcess
    switch plan.fault {
    case .noSpace: return 28
    case .inputOutput: return SystemError.inputOutput.code
    case .shortWrite:
      partly(&self)
      return 28
    case .kill: break
    case .killMidway: if isWriting { partly(&self) } else { try? wholly(&self) }
    case .powerLoss: losePower(keepingSomeBy: nil)
    case .powerLossKeepingSome:
      try? wholly(&self)
      losePower(keepingSomeBy: plan.seed)
    }
    return Self.deadCode
  }

  /// Only what is on the medium stays and, with a seed, a random part of what is on its way.
  private mutating func losePower(keepingSomeBy seed: UInt64?) {
    if let seed {
      var random = SeededGenerator(seed: seed)
      for item in pending.shuffled(using: &random) {
        switch Int.random(in: 0..<4, using: &random) {
        case 0, 1: apply(item)
        case 2: applyGarbage(item, &random)
        default: break
        }
      }
    }
    pending = []
    // What is in a folder that is not there cannot be reached.
    var lost = true
    while lost {
      let orphans = durable.keys.filter { $0 != "/" && durable[Self.parent($0)] != .folder }
      for path in orphans { durable[path] = nil }
      lost = !orphans.isEmpty
    }
    seen = durable
    bytes = durableBytes
  }

  private mutating func apply(_ item: Pending) {
    switch item {
    case .write(let file, let offset, let new):
      Self.write(new, to: &durableBytes[file, default: []], at: offset)
    case .truncate(let file, let byteCount):
      durableBytes[file] = Array((durableBytes[file] ?? []).prefix(byteCount))
    case .names(let names):
      for (path, node) in names { durable[path] = node }
    }
  }

  /// What a write that is cut off in the middle of a sector may leave there; other things happen or do not.
  private mutating func applyGarbage(_ item: Pending, _ random: inout SeededGenerator) {
    guard case .write(let file, let offset, let new) = item else { return }
    let garbage = new.map { _ in UInt8.random(in: 0...255, using: &random) }
    Self.write(garbage, to: &durableBytes[file, default: []], at: offset)
  }

  private static func write(_ new: [UInt8], to bytes: inout [UInt8], at offset: Int) {
    let missing = offset + new.count - bytes.count
    if missing > 0 { bytes += [UInt8](repeating: 0, count: missing) }
    bytes.replaceSubrange(offset..<offset + new.count, with: new)
  }
}

/// SplitMix64: the same numbers for the same seed, everywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
