// MemorySearch.swift: how often a secret lies in the memory of this process, for exit tests, which have one
// of their own. Linux only, where a process can read all of its memory through a file.

#if os(Linux)
import Crypto
import Glibc

/// A search that makes no copy of what it looks for.
enum MemorySearch {
  /// How often `secret` lies in the readable private memory of this process, itself included.
  static func occurrences(of secret: borrowing SecretBytes) -> Int {
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
      while address + UInt(secret.count) <= region.upperBound {
        let wanted = min(windowByteCount, Int(region.upperBound - address))
        let got = pread(memory, window, wanted, Int(address))
        guard got >= secret.count else { break }
        count += occurrences(of: secret, in: UnsafeRawBufferPointer(start: window, count: got))
        if got < wanted || address + UInt(got) == region.upperBound { break }
        address += UInt(got - secret.count + 1)  // Windows overlap by all but one byte of it.
      }
    }
    return count
  }

  private static func occurrences(of secret: borrowing SecretBytes, in window: UnsafeRawBufferPointer) -> Int
  {
    secret.bytes.withUnsafeBytes { secret in
      var count = 0
      var start = 0
      while start + secret.count <= window.count {
        let rest = window.count - start - secret.count + 1
        guard let hit = memchr(window.baseAddress! + start, Int32(secret[0]), rest) else { break }
        if memcmp(hit, secret.baseAddress!, secret.count) == 0 { count += 1 }
        start = UnsafeRawPointer(hit) - window.baseAddress! + 1
      }
      return count
    }
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
