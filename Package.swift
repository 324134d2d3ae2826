// swift-tools-version: 6.2
import PackageDescription

/// What every module of ours is compiled with: unsafe code must be marked, and a warning is an error.
let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
  .enableExperimentalFeature("SafeInteropWrappers"),
]

/// Tests may use pointers freely; warnings are errors there too.
let tests: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
]

/// Kernels are optimised in debug builds too: without it a test of a real model would take minutes.
let kernels: [CSetting] = [.unsafeFlags(["-O3", "-std=c17", "-Wall", "-Wextra", "-Werror"])]

let package = Package(
  name: "persona",
  platforms: [.macOS(.v26)],
  products: [.executable(name: "persona", targets: ["persona"])],
  targets: [
    .systemLibrary(
      name: "CSodium", pkgConfig: "libsodium",
      providers: [.apt(["libsodium-dev"]), .brew(["libsodium"])]),
    .target(name: "CKernels", cSettings: kernels),
    .target(name: "CMapping", cSettings: kernels),
    .target(
      name: "CSystem", cSettings: kernels,
      linkerSettings: [
        .linkedFramework("Security", .when(platforms: [.macOS])),
        .linkedFramework("CoreFoundation", .when(platforms: [.macOS])),
        .linkedLibrary("iconv", .when(platforms: [.macOS])),
      ]),
    .target(name: "Crypto", dependencies: ["CSodium"], swiftSettings: strict),
    .target(name: "Inference", dependencies: ["CKernels", "CMapping"], swiftSettings: strict),
    .target(
      name: "LocalPersona", dependencies: ["Crypto", "Inference", "CSystem"], swiftSettings: strict),
    .executableTarget(name: "persona", dependencies: ["LocalPersona"], swiftSettings: strict),
    .executableTarget(
      name: "persona-bench", dependencies: ["Inference", "CMachine"], path: "Benchmarks/persona-bench",
      swiftSettings: [.treatAllWarnings(as: .error)]),
    .target(name: "CMachine", path: "Benchmarks/CMachine", cSettings: kernels),
    .testTarget(name: "CryptoTests", dependencies: ["Crypto"], swiftSettings: tests),
    .testTarget(
      name: "InferenceTests", dependencies: ["Inference", "CKernels"],
      exclude: ["Fixtures"], swiftSettings: tests),
    .testTarget(
      name: "LocalPersonaTests", dependencies: ["LocalPersona", "Crypto", "Inference"],
      exclude: ["Fixtures"], swiftSettings: tests),
    .testTarget(name: "CommandTests", dependencies: ["LocalPersona"], swiftSettings: tests),
  ],
  swiftLanguageModes: [.v6]
)
