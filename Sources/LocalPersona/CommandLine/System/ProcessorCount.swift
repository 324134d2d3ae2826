// ProcessorCount.swift: how many processor cores this process may use, which is often fewer than the
// machine has: containers set an affinity or a quota. More threads than that would only wait.

#if canImport(Darwin)
private import Darwin
#elseif canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif

/// Counts processor cores.
enum ProcessorCount {
  /// The most threads that any command uses.
  static let maximum = 256

  /// The number of cores that this process may use, at least 1.
  static func usable() -> Int {
    var count = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    #if os(Linux)
    if let status = try? DescriptorCalls.readFile("/proc/self/status", limit: 1 << 16),
      let allowed = affinity(in: String(decoding: status, as: UTF8.self))
    {
      count = min(count, allowed)
    }
    if let text = try? DescriptorCalls.readFile("/sys/fs/cgroup/cpu.max", limit: 256),
      let allowed = quota(in: String(decoding: text, as: UTF8.self))
    {
      count = min(count, allowed)
    }
    #endif
    return min(max(count, 1), maximum)
  }

  /// The number of cores in the line `Cpus_allowed:` of proc(5): hexadecimal words, parted by commas.
  static func affinity(in status: String) -> Int? {
    let prefix = "Cpus_allowed:"
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix(prefix) }) else { return nil }
    let count = line.dropFirst(prefix.count).reduce(0) { $0 + ($1.hexDigitValue?.nonzeroBitCount ?? 0) }
    return count > 0 ? count : nil
  }

  /// The cores that the quota of a cgroup (version 2) amounts to, rounded up; nil without a quota.
  static func quota(in text: String) -> Int? {
    let numbers = text.split(whereSeparator: \.isWhitespace).map { Int($0) }
    guard numbers.count == 2, let quota = numbers[0], let period = numbers[1], quota > 0, period > 0 else {
      return nil
    }
    return max((quota - 1) / period + 1, 1)
  }
}
