import Testing

@testable import LocalPersona

@Suite("the head of a vault")
struct VaultHeadTests {
  private func segments(_ count: Int, seed: UInt64) -> [SegmentReference] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { index in
      SegmentReference(
        name: SegmentName(
          bytes: (0..<SegmentName.byteCount).map { _ in .random(in: 0...255, using: &random) }),
        generation: 1, order: UInt64(index), frameCount: 3, length: 5000,
        lastTag: (0..<FrameChain.tagByteCount).map { _ in .random(in: 0...255, using: &random) })
    }
  }

  /// Whatever is left of the padding: a head that cannot be read again is the loss of a history.
  @Test func comesBackWithAnyNumberOfSegments() throws {
    let scenario = try VaultScenario()
    for count in 0...100 {
      var head = VaultHead(time: Timestamp(7))
      head.streams[0].segments = segments(count, seed: UInt64(count))
      head.streams.append(
        VaultStream(
          kind: VaultStream.vectorsKind, key: [UInt8](repeating: 9, count: VaultStream.keyByteCount)))
      head.streams[1].segments = segments(count % 7, seed: 1000 + UInt64(count))
      let sealed = head.seal(header: scenario.header, keys: scenario.keys)
      #expect(try VaultHead.open(sealed, header: scenario.header, keys: scenario.keys) == head)
    }
  }

  @Test func aSegmentTakesAsManyBytesAsItSays() {
    var writer = ByteWriter()
    segments(1, seed: 1)[0].write(to: &writer)
    #expect(writer.bytes.count == SegmentReference.byteCount)
  }
}
