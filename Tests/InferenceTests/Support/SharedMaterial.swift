// SharedMaterial.swift: where tests find what a clone may lack: reference data beside it, real models.

import Foundation

/// Files that are used when present; tests that need them say so and are skipped otherwise.
enum SharedMaterial {
  /// The root of the package.
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The fixtures in the repository.
  static let fixtures = package.appending(path: "Tests/InferenceTests/Fixtures")

  /// Reference data that does not ship.
  static let folder = package.deletingLastPathComponent().appending(path: "shared")

  /// Whether the reference data is there.
  static let isPresent = FileManager.default.fileExists(atPath: folder.appending(path: "reference").path)

  /// Where models are installed.
  static let models: URL = {
    let environment = ProcessInfo.processInfo.environment
    if let path = environment["PERSONA_MODELS"], !path.isEmpty { return URL(fileURLWithPath: path) }
    let data =
      environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory() + "/.local/share"
    return URL(fileURLWithPath: data).appending(path: "persona/models")
  }()

  /// The installed default language model, or nil.
  static let smolLM2 = decoder("smollm2")

  /// The installed Gemma 3 270M, whose licence has to be agreed to; or nil.
  static let gemma3 = decoder("gemma3-270m")

  private static func decoder(_ name: String) -> String? {
    let folder = models.appending(path: name)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.first { $0.hasSuffix(".gguf") }.map { folder.appending(path: $0).path }
  }

  /// The folder of the installed default encoder, or nil.
  static let miniLM: String? = {
    let folder = models.appending(path: "minilm").path
    return FileManager.default.fileExists(atPath: folder + "/model.safetensors") ? folder : nil
  }()
}
