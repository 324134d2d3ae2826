// WipingTests.swift: searches the memory of a process of its own for a secret, while it lives and after.
//
// The secret is never in memory outside SecretBytes: it is made byte by byte, and compared so.
// Linux only, where a process can read all of its memory through a file.

#if os(Linux)
import Crypto
import Glibc
import Testing

@Suite("wiping")
struct WipingTests {
  @Test func leavesNothingWhenItsOwnerIsGone() async {
    await #expect(processExitsWith: .success) {
      let whileAlive = occurrencesWhileAlive()
      precondition(whileAlive == 1, "the search misses a living secret")
      precondition(Needle.occurrences() == 0, "the secret outlived its owner")
    }
  }

  @Test func leavesNothingWhenFillingItFails() async {
    await #expect(processExitsWith: .success) {
      precondition(didThrowAfterFilling())
      precondition(Needle.occurrences() == 0, "the secret outlived its initialiser")
    }
  }

  @Test func leavesNothingOfABoxThatIsNotAuthentic() async {
    await #expect(processExitsWith: .success) {
      let key = SecretBytes.random(count: 32)
      let sealed = sealedNeedle(key: key)
      var changed = sealed
      changed[sealed.count - 1] ^= 1
      let rejected = try? AuthenticatedBox.openInPlain(changed.rawBytes, key: key, context: RawSpan())
      precondition(rejected == nil)
      precondition(Needle.occurrences() == 0, "plaintext was left behind")
      let plaintext = try? AuthenticatedBox.openInPlain(sealed.rawBytes, key: key, context: RawSpan())
      precondition(Needle.occurrences() == 1, "the search misses plaintext")
      precondition(plaintext?.count == Needle.count)
    }
  }

  @Test func findsTheNeedleInAnOrdinaryArray() async {
    await #expect(processExitsWith: .success) {
      let copy = SecretBytes(count: Needle.count, initializingWith: Needle.write).exposed
      precondition(Needle.occurrences() == 1, "the search misses an array")
      precondition(copy.count == Needle.count)
    }
  }
}

private func occurrencesWhileAlive() -> Int {
  let secret = SecretBytes(count: Needle.count, initializingWith: Needle.write)
  let occurrences = Needle.occurrences()
  return secret.count == Needle.count ? occurrences : -1  // Uses it, so that it lives until here.
}

private func didThrowAfterFilling() -> Bool {
  struct Refusal: Error {}
  do throws(Refusal) {
    _ = try SecretBytes(count: Needle.count) { target throws(Refusal) in
      Needle.write(&target)
      throw Refusal()
    }.count
    return false
  } catch {
    return true
  }
}

private func sealedNeedle(key: borrowing SecretBytes) -> [UInt8] {
  let message = SecretBytes(count: Needle.count, initializingWith: Needle.write)
  return AuthenticatedBox.seal(message.bytes, key: key, context: RawSpan())
}

/// 64 bytes that occur nowhere unless they were written, and the search for them.
private enum Needle {
  static let count = 64

  /// A byte of it, by a rule (the high byte of a product with 2^64 / φ).
  static func byte(_ index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: (UInt64(index + 1) &* 0x9e37_79b9_7f4a_7c15) >> 56)
  }

  static func write(_ target: inout MutableRawSpan) {
    for index in 0..<count { target.storeBytes(of: byte(index), toByteOffset: index, as: UInt8.self) }
  }

  /// How often it lies in the readable private memory of this process.
  static func occurrences() -> Int {
    let windowByteCount = 1 << 20
    // Of its own, so that the search can leave it out.
    let window = mmap(nil, windowByteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)!
    defer { munmap(window, windowByteCount) }
    let memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC)
    precondition(memory >= 0, "cannot read the memory")
    defer { close(memory) }
    var count = 0
    for region in regions() where !region.contains(UInt(bitPattern: window)) {
      var address = region.lowerBound
      while address + UInt(Self.count) <= region.upperBound {
        let wanted = min(windowByteCount, Int(region.upperBound - address))
        let got = pread(memory, window, wanted, Int(address))
        guard got >= Self.count else { break }
        count += occurrences(in: UnsafeRawBufferPointer(start: window, count: got))
        if got < wanted || address + UInt(got) == region.upperBound { break }
        address += UInt(got - Self.count + 1)  // Windows overlap by all but one byte of it.
      }
    }
    return count
  }

  private static func occurrences(in window: UnsafeRawBufferPointer) -> Int {
    var count = 0
    var start = 0
    while start + Self.count <= window.count {
      let rest = window.count - start - Self.count + 1
      guard let hit = memchr(window.baseAddress! + start, Int32(byte(0)), rest) else { break }
      let position = UnsafeRawPointer(hit) - window.baseAddress!
      if (1..<Self.count).allSatisfy({ window[position + $0] == byte($0) }) { count += 1 }
      start = position + 1
    }
    return count
  }

  /// The readable private regions, from lines such as `7f00-7f10 rw-p …`.
  private static func regions() -> [Range<UInt>] {
    let file = fopen("/proc/self/maps", "re")!
    defer { fclose(file) }
    var regions: [Range<UInt>] = []
    var line = [CChar](repeating: 0, count: 4096)
    while fgets(&line, Int32(line.count), file) != nil {
      let fields = line.prefix { $0 != 0 }.map { Character(UnicodeScalar(UInt8(bitPattern: $0))) }
        .split(separator: " ")
      let bounds = fields[0].split(separator: "-").compactMap { UInt(String($0), radix: 16) }
      guard bounds.count == 2, fields[1].first == "r", fields[1].last == "p" else { continue }
      regions.append(bounds[0]..<bounds[1])
    }
    return regions
  }
}
#endif
