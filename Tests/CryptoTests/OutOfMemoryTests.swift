// OutOfMemoryTests.swift: that a key derivation without memory says so, in a process of its own whose
// address space is limited. Linux only: macOS has no such limit.

#if os(Linux)
import Crypto
import Glibc
import Testing

@Test func saysThatThereIsNoMemoryForTheKeyDerivation() async {
  await #expect(processExitsWith: .success) {
    let passphrase = SecretBytes([1])
    let file = fopen("/proc/self/statm", "re")!
    var line = [CChar](repeating: 0, count: 256)
    precondition(fgets(&line, Int32(line.count), file) != nil)
    let used = rlim_t(strtoul(line, nil, 10)) * rlim_t(sysconf(Int32(_SC_PAGESIZE)))
    var limit = rlimit(rlim_cur: used + (128 << 20), rlim_max: used + (128 << 20))
    precondition(setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0)
    do throws(PasswordHashError) {
      _ = try PasswordHash.deriveKey(
        passphrase: passphrase, salt: [UInt8](repeating: 0, count: 16), cost: .moderate
      ).count
      preconditionFailure("256 MiB were given against a limit of 128")
    } catch {
      precondition(error == .outOfMemory(memoryKiB: 262_144))
    }
  }
}
#endif
