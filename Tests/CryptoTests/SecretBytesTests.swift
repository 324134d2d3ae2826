// SecretBytesTests.swift: that secrets are copied right, cannot be changed or outlive their owner, and
// leave nothing in memory.

import Crypto
import Testing

@Suite("secret bytes")
struct SecretBytesTests {
  @Test(arguments: [0, 1, 16, 32, 4095, 4096, 4097, 100_000])
  func holdsWhatWasCopiedIn(count: Int) {
    let source = progression(count, step: 31)
    let secret = SecretBytes(copying: source.rawBytes)
    #expect(secret.count == count)
    #expect(secret.exposed == source)
  }

  @Test func startsAsZeros() {
    #expect(SecretBytes(count: 40) { _ in }.exposed == [UInt8](repeating: 0, count: 40))
  }

  @Test func throwsWhatFillingItThrows() {
    struct Refusal: Error, Equatable {}
    #expect(throws: Refusal()) {
      _ = try SecretBytes(count: 8) { _ throws(Refusal) in throw Refusal() }.count
    }
  }

  @Test func drawsOtherBytesEachTime() {
    #expect(SecretBytes.random(count: 0).count == 0)
    #expect(SecretBytes.random(count: 32).exposed != SecretBytes.random(count: 32).exposed)
  }

  @Test func comparesLengthAndEveryByte() {
    let base = progression(33, step: 7)
    #expect(isEqual(base, base))
    #expect(isEqual([], []))
    #expect(!isEqual(base, Array(base.dropLast())))
    for index in base.indices {
      var other = base
      other[index] ^= 0x80
      #expect(!isEqual(base, other), "byte \(index)")
    }
  }

  private func isEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    SecretBytes(a).hasSameBytes(as: SecretBytes(b))
  }

  @Test func trapsOnAReadBehindTheEnd() async {
    await #expect(processExitsWith: .failure) {
      let secret = SecretBytes([1, 2, 3, 4])
      _ = secret.bytes.unsafeLoad(fromByteOffset: 4, as: UInt8.self)
    }
  }

  @Test func trapsOnNegativeCounts() async {
    await #expect(processExitsWith: .failure) { _ = SecretBytes.random(count: -1).count }
  }

  @Test func faultsOnWritesOnceFilled() async {
    await #expect(processExitsWith: .failure) {
      let secret = SecretBytes([1, 2, 3, 4])
      secret.bytes.withUnsafeBytes {
        UnsafeMutableRawPointer(mutating: $0.baseAddress!).storeBytes(of: 9, as: UInt8.self)
      }
    }
  }

  @Test func faultsOnReadsPastTheGuardPage() async {
    await #expect(processExitsWith: .failure) {
      let secret = SecretBytes([UInt8](repeating: 7, count: 4096))
      let next = secret.bytes.withUnsafeBytes { ($0.baseAddress! + 4096).load(as: UInt8.self) }
      print(next)
    }
  }

  @Test func faultsOnReadsAfterItsOwnerIsGone() async {
    await #expect(processExitsWith: .failure) {
      func dangling() -> UnsafeRawPointer {
        let secret = SecretBytes([UInt8](repeating: 7, count: 64))
        return secret.bytes.withUnsafeBytes { $0.baseAddress! }
      }
      print(dangling().load(as: UInt8.self))
    }
  }
}
