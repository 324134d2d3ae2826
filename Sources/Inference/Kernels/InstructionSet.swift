// InstructionSet.swift: which of the kernels' implementations this machine runs.

private import CKernels

/// The instruction sets that there are kernels for.
public enum InstructionSet: String, Sendable, CaseIterable {
  /// Plain C, the specification of the others.
  case scalar
  /// x86-64 with AVX2, FMA and F16C.
  case avx2 = "AVX2"
  /// x86-64 with AVX-512 and VNNI.
  case avx512 = "AVX-512 VNNI"
  /// Armv8.2 with the dot product.
  case neon = "NEON dot product"

  /// The set in force: the best one of this machine, chosen at start.
  public static var current: InstructionSet { InstructionSet(ck_current_isa()) }

  /// Those that this machine can run.
  public static var available: [InstructionSet] {
    let before = ck_current_isa()
    defer { ck_select_isa(before) }
    return allCases.filter { ck_select_isa($0.code) == $0.code }
  }

  /// Makes all kernels use `set` from now on.
  ///
  /// For tests and benchmarks; not while kernels run.
  ///
  /// - Returns: The set in force, another one where the machine lacks `set`.
  @discardableResult
  public static func select(_ set: InstructionSet) -> InstructionSet {
    InstructionSet(ck_select_isa(set.code))
  }

  private var code: ck_isa {
    switch self {
    case .scalar: ck_isa_scalar
    case .avx2: ck_isa_avx2
    case .avx512: ck_isa_avx512
    case .neon: ck_isa_neon
    }
  }

  private init(_ code: ck_isa) {
    switch code {
    case ck_isa_avx2: self = .avx2
    case ck_isa_avx512: self = .avx512
    case ck_isa_neon: self = .neon
    default: self = .scalar
    }
  }
}
