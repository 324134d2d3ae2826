// ConfinementState.swift: the part of the proof that the kernel tells without an attempt, and what
// this machine lacks.
//
// Sizes count bytes. Lines that are not required are there so that nobody takes a second fence or a
// lucky default for a promise.

private import CSystem

extension Confinement {
  /// What the kernel says about this process and about the machine.
  static func state() -> [ProofLine] {
    [filter(), privileges(), coreDumps(), landlock(), lockedMemory(), swap(), inheritedSockets()]
      .compactMap(\.self)
  }

  private static func filter() -> ProofLine {
    let all = csys_thread_count()
    let filtered = csys_filtered_thread_count()
    guard all >= 0 else {
      return ProofLine(
        "the kernel confirms the confinement", passed: csys_is_filtered(), detail: "sandbox_check")
    }
    return ProofLine(
      "the kernel confirms the filter", passed: csys_is_filtered() && filtered == all,
      detail: "Seccomp: 2 in the status of \(filtered) of \(all) threads")
  }

  private static func privileges() -> ProofLine {
    let holds = csys_has_no_new_privileges()
    return ProofLine(
      "no program that is started gains privileges", passed: holds, detail: "NoNewPrivs: \(holds ? 1 : 0)")
  }

  private static func coreDumps() -> ProofLine {
    let limit = csys_core_file_limit()
    let isDumpable = csys_is_dumpable()
    return ProofLine(
      "no core dumps, no debuggers", passed: limit == 0 && !isDumpable,
      detail: "core file limit \(describe(limit)), \(isDumpable ? "dumpable" : "not dumpable")")
  }

  private static func landlock() -> ProofLine? {
    #if os(Linux)
    let version = report?.landlockVersion ?? Int(csys_landlock_version())
    let detail =
      switch (report?.fencesTCP, version) {
      case (true?, _): "version \(version); it cannot be tried, since the filter refuses first"
      case (nil, _): "not entered"
      case (_, 0): "this kernel has no Landlock: the filter stands alone"
      case (_, ..<4): "version \(version) knows no TCP, 4 does: the filter stands alone"
      default: "version \(version) was refused: the filter stands alone"
      }
    return ProofLine(
      "second fence: Landlock refuses TCP", passed: report?.fencesTCP == true, detail: detail,
      isRequired: false)
    #else
    return nil
    #endif
  }

  /// What keys and passphrases need at most: a few pages each.
  private static let neededLockedByteCount: Int64 = 64 << 10

  private static func lockedMemory() -> ProofLine {
    let sizes = (0..<12).map { Int64(8 << 20) >> $0 }  // 8 MiB … 4 KiB
    let locked = sizes.first { csys_try_lock_memory($0) == 0 } ?? 0
    let limit = "limit \(describe(csys_locked_memory_limit()))"
    return ProofLine(
      "keys and passphrases stay out of swap", passed: locked >= neededLockedByteCount,
      detail: "\(describe(locked)) locked in a trial, \(limit)", isRequired: false)
  }

  private static func swap() -> ProofLine {
    let detail =
      switch csys_swap_is_on() {
      case 0: "no swap"
      case 1: "swap is on: decrypted texts, unlike keys, may reach it; encrypt it"
      default: "the system does not tell whether there is swap"
      }
    return ProofLine(
      "decrypted texts stay out of swap", passed: csys_swap_is_on() == 0, detail: detail, isRequired: false)
  }

  private static func inheritedSockets() -> ProofLine {
    let count = csys_inherited_socket_count()
    return ProofLine(
      "no socket was inherited", passed: count == 0,
      detail: count == 0
        ? "no descriptor is a socket"
        : "\(count) open from the caller: what is written there goes where the caller sends it",
      isRequired: false)
  }

  private static func describe(_ byteCount: Int64) -> String {
    switch byteCount {
    case ..<0: "none"
    case 0: "0"
    case ..<(1 << 20): "\(byteCount >> 10) KiB"
    default: "\(byteCount >> 20) MiB"
    }
  }
}
