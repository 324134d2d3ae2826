import Foundation
import Inference
import Synchronization
import Testing

@Suite("a file that changes while it is mapped")
struct MappedFileTests {
  private static let pageByteCount = Int(sysconf(Int32(_SC_PAGESIZE)))

  /// A file of `pageCount` pages, each filled with its number from 1 on.
  private func pages(_ pageCount: Int, in folder: ScratchFolder) throws -> String {
    try folder.write((0..<pageCount).flatMap { [UInt8](repeating: UInt8($0 + 1), count: Self.pageByteCount) })
  }

  private func copy(_ fixture: String, to folder: ScratchFolder) throws -> String {
    let source = SharedMaterial.fixtures.appending(path: fixture)
    return try folder.write([UInt8](Data(contentsOf: source)), as: source.lastPathComponent)
  }

  private func cut(_ path: String, to byteCount: UInt64) throws {
    try #require(FileHandle(forWritingAtPath: path)).truncate(atOffset: byteCount)
  }

  /// Other bytes where weights were; the length stays.
  private func rewrite(_ path: String) throws {
    Thread.sleep(forTimeInterval: 0.02)  // The time of a file goes by steps of up to 10 ms.
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seek(toOffset: 30_000)
    try handle.write(contentsOf: Data([1, 2, 3]))
    try handle.synchronize()
  }

  private let tokens: [InputRow] = (0..<20).map { .token(TokenID(3 + $0)) }

  @Test func whatIsCutOffReadsAsZerosAndIsNoticed() throws {
    let folder = try ScratchFolder()
    let path = try pages(4, in: folder)
    let file = try MappedFile(path: path)
    #expect(file.isUnchanged)
    try cut(path, to: UInt64(Self.pageByteCount))
    let bytes = [0, 1, 2, 3].map { page in
      file.bytes.unsafeLoadUnaligned(fromByteOffset: page * Self.pageByteCount + 7, as: UInt8.self)
    }
    #expect(bytes == [1, 0, 0, 0])
    #expect(!file.isUnchanged)
    // Grown back to its length, with other bytes: what was read meanwhile was not the file.
    try cut(path, to: UInt64(4 * Self.pageByteCount))
    #expect(!file.isUnchanged)
  }

  @Test func aMappingThatGoesMakesRoomForAnother() throws {
    let folder = try ScratchFolder()
    let path = try pages(1, in: folder)
    for _ in 0..<1000 { #expect(try MappedFile(path: path).isUnchanged) }
  }

  @Test(arguments: [0, 300, 20_000])
  func aDecoderWhoseFileIsCutGivesAnError(byteCount: UInt64) throws {
    let folder = try ScratchFolder()
    for isExact in [true, false] {
      let path = try copy("tiny-llama-q4_1.gguf", to: folder)
      let decoder = try Decoder.open(path, exact: isExact, threads: 2)
      let state = decoder.makeState(capacity: 40)
      _ = try decoder.evaluate(tokens, state: state)
      try cut(path, to: byteCount)
      #expect(throws: DecoderError.fileChanged(path)) { try decoder.evaluate(tokens, state: state) }
      #expect(throws: DecoderError.fileChanged(path)) {
        try decoder.evaluate([.token(5)], states: [decoder.makeState(capacity: 4)])
      }
      let sequence = TrainingSequence(tokens: [3, 4, 5], targetStart: 1)
      #expect(throws: DecoderError.fileChanged(path)) { try DecoderTraining(decoder).losses([sequence]) }
      #expect(throws: DecoderError.fileChanged(path)) { try DecoderTraining(decoder).gradients([sequence]) }
    }
  }

  @Test func aDecoderWhoseFileIsRewrittenGivesAnError() throws {
    let folder = try ScratchFolder()
    let path = try copy("tiny-llama-q4_1.gguf", to: folder)
    let decoder = try Decoder.open(path, exact: true, threads: 1)
    try rewrite(path)
    #expect(throws: DecoderError.fileChanged(path)) {
      try decoder.evaluate(tokens, state: decoder.makeState(capacity: 40))
    }
  }

  @Test func aFileThatIsReplacedGoesOnAsItWas() throws {
    let folder = try ScratchFolder()
    let path = try copy("tiny-llama-q4_1.gguf", to: folder)
    let decoder = try Decoder.open(path, exact: true, threads: 1)
    let expected = try decoder.evaluate(tokens, state: decoder.makeState(capacity: 40))
    try folder.write([1, 2, 3], as: "new")
    #expect(rename(folder.path + "/new", path) == 0)
    #expect(try decoder.evaluate(tokens, state: decoder.makeState(capacity: 40)) == expected)
  }

  @Test func anEncoderWhoseFileIsCutGivesAnError() throws {
    let folder = try ScratchFolder()
    for name in ["config.json", "model.safetensors", "vocab.txt"] {
      _ = try copy("tiny-bert/" + name, to: folder)
    }
    let encoder = try TextEncoder(folder: folder.path, threads: ThreadPool(threadCount: 1))
    _ = try encoder.encode(["the cat"])
    let path = folder.path + "/model.safetensors"
    try cut(path, to: 1000)
    #expect(throws: ModelFileError.changed(file: path)) { try encoder.encode(["the cat", "the hat"]) }
  }

  /// An encoder as a GGUF file.
  private func encoderFile(in folder: ScratchFolder) throws -> String {
    let source = SharedMaterial.fixtures.appending(path: "tiny-bert").path
    return try folder.write(GGUFBuilder.bert(folder: source), as: "bert.gguf")
  }

  @Test(arguments: [0, 300, 20_000])
  func anEncoderWhoseGGUFFileIsCutGivesAnError(byteCount: UInt64) throws {
    let folder = try ScratchFolder(), path = try encoderFile(in: folder)
    let encoder = try TextEncoder(file: GGUFFile(path: path), threads: ThreadPool(threadCount: 1))
    _ = try encoder.encode(["the cat"])
    try cut(path, to: byteCount)
    #expect(throws: ModelFileError.changed(file: path)) { try encoder.encode(["the cat", "the hat"]) }
  }

  @Test func anEncoderWhoseGGUFFileIsRewrittenGivesAnError() throws {
    let folder = try ScratchFolder(), path = try encoderFile(in: folder)
    let encoder = try TextEncoder(file: GGUFFile(path: path), threads: ThreadPool(threadCount: 1))
    _ = try encoder.encode(["the cat"])
    try rewrite(path)
    #expect(throws: ModelFileError.changed(file: path)) { try encoder.encode(["the cat", "the hat"]) }
  }

  /// A model of floats, and one of rounded weights.
  static let encoderDecoders = ["tiny-t5.gguf", "tiny-flan-t5.gguf"]

  /// What an encoder-decoder does with its file before and after `change`: it reads an input, and writes.
  private func expectNoticed(
    _ name: String, exact: Bool, in folder: ScratchFolder, _ change: (_ path: String) throws -> Void
  ) throws {
    let path = try copy(name, to: folder), threads = ThreadPool(threadCount: 2)
    let options =
      exact
      ? DecoderOptions(threads: threads, activations: .float32, cache: .float32)
      : DecoderOptions(threads: threads)
    let model = try EncoderDecoder(file: GGUFFile(path: path), options: options)
    let input = try model.encode(tokens)
    let state = model.makeState(for: input, capacity: 40)
    _ = try model.evaluate(tokens, state: state)
    try change(path)
    #expect(throws: DecoderError.fileChanged(path)) { try model.encode(tokens) }
    #expect(throws: DecoderError.fileChanged(path)) { try model.evaluate(tokens, state: state) }
    #expect(throws: DecoderError.fileChanged(path)) {
      try model.evaluate([.token(5)], state: model.makeState(for: input, capacity: 4))
    }
  }

  @Test(arguments: encoderDecoders, [0, 300, 20_000] as [UInt64])
  func anEncoderDecoderWhoseFileIsCutGivesAnError(name: String, byteCount: UInt64) throws {
    let folder = try ScratchFolder()
    for exact in [true, false] {
      try expectNoticed(name, exact: exact, in: folder) { try cut($0, to: byteCount) }
    }
  }

  @Test(arguments: encoderDecoders)
  func anEncoderDecoderWhoseFileIsRewrittenGivesAnError(name: String) throws {
    let folder = try ScratchFolder()
    for exact in [true, false] {
      try expectNoticed(name, exact: exact, in: folder) { try rewrite($0) }
    }
  }

  @Test func openingAFileThatIsCutAndWrittenAgainAllTheWhileGivesAnErrorOrTheFile() throws {
    let folder = try ScratchFolder()
    let path = try copy("tiny-llama-q4_1.gguf", to: folder)
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    let isDone = Mutex(false), (begun, ended) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    // A thread of its own: the pool of the tests may have none to spare.
    Thread.detachNewThread {
      var random = SeededGenerator(seed: 5)
      let handle = FileHandle(forWritingAtPath: path)
      while !isDone.withLock({ $0 }) {
        try? handle?.truncate(atOffset: UInt64.random(in: 0..<UInt64(whole.count), using: &random))
        begun.signal()
        try? handle?.seek(toOffset: 0)
        try? handle?.write(contentsOf: whole)
      }
      ended.signal()
    }
    begun.wait()
    var openedCount = 0
    for _ in 0..<300 {
      do {
        let decoder = try Decoder.open(path, exact: true, threads: 1)
        _ = try decoder.evaluate(tokens, state: decoder.makeState(capacity: 40))
        openedCount += 1
      } catch is ModelFileError {
      } catch is DecoderError {
      }
    }
    isDone.withLock { $0 = true }
    ended.wait()
    #expect(openedCount < 300)
  }

  @Test func aSignalThatSomebodySendsStillEndsTheProcess() async {
    await #expect(processExitsWith: .signal(SIGBUS)) {
      let folder = try ScratchFolder()
      let watched = try MappedFile(path: folder.write([1], as: "watched"))
      kill(getpid(), SIGBUS)
      sleep(60)  // Another thread may be given the signal, a little later.
      withExtendedLifetime(watched) {}
    }
  }

  @Test func anAccessToOtherLostMemoryStillEndsTheProcess() async {
    await #expect(processExitsWith: .signal(SIGBUS)) {
      let folder = try ScratchFolder()
      let watched = try MappedFile(path: folder.write([1], as: "watched"))
      let path = try folder.write([1, 2, 3], as: "other")
      let descriptor = open(path, O_RDWR)
      let memory = mmap(nil, 3, PROT_READ, MAP_PRIVATE, descriptor, 0)
      ftruncate(descriptor, 0)
      _ = memory?.load(as: UInt8.self)
      withExtendedLifetime(watched) {}
    }
  }
}
