// swift-tools-version: 6.2
import PackageDescription

/// The settings of the product, which its sources are written for; see ../Package.swift.
let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
  .enableExperimentalFeature("SafeInteropWrappers"),
]

/// What is fuzzed: libFuzzer sees which way an input goes, and the oracles reach what is internal.
let fuzzed: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer", "-enable-testing"])]

let kernels: [CSetting] = [.unsafeFlags(["-O3", "-std=c17"])]

// The sources are those of the product, by links: they are built here once more, with other settings, so that
// nothing about the product has to change for it. lld, because the default linker fails on this pair of
// sanitizers.
let package = Package(
  name: "persona-fuzz",
  platforms: [.macOS(.v26)],
  targets: [
    .systemLibrary(
      name: "CSodium", pkgConfig: "libsodium",
      providers: [.apt(["libsodium-dev"]), .brew(["libsodium"])]),
    .target(name: "CKernels", cSettings: kernels),
    .target(name: "CMapping", cSettings: kernels),
    .target(
      name: "CSystem", cSettings: kernels,
      linkerSettings: [.linkedLibrary("iconv", .when(platforms: [.macOS]))]),
    .target(name: "CPlainSecrets"),
    .target(name: "Crypto", dependencies: ["CSodium"], swiftSettings: strict + fuzzed),
    .target(name: "Inference", dependencies: ["CKernels", "CMapping"], swiftSettings: strict + fuzzed),
    .target(
      name: "LocalPersona", dependencies: ["Crypto", "Inference", "CSystem"],
      swiftSettings: strict + fuzzed),
    .executableTarget(
      name: "persona-fuzz", dependencies: ["LocalPersona", "Crypto", "Inference", "CPlainSecrets"],
      swiftSettings: fuzzed,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
  ],
  swiftLanguageModes: [.v6]
)
