// AgeVector.swift: the test vectors of the age community (C2SP CCTV), as they lie in ../shared/age.
//
// A vector is a few lines of `key: value`, an empty line, and the age file, in some cases compressed
// with zlib, which Foundation has not on Linux: Python inflates those, all in one process.

import Foundation
import Testing

/// A file, what to open it with, and how that has to end.
struct AgeVector: Sendable, CustomTestStringConvertible {
  let name: String

  /// `success`, or what fails.
  let expected: String

  /// The SHA-256 of all that is let out, in hexadecimal digits; nil where nothing may be.
  let payload: String?

  let identities: [String]
  let passphrases: [String]
  let isArmored: Bool
  let isCompressed: Bool

  /// The age file as the vector has it.
  private let body: [UInt8]

  var testDescription: String { name }

  /// The age file.
  var file: [UInt8] { isCompressed ? Self.inflated[name] ?? [] : body }

  /// The same in armor, which is made without ours.
  var fileInArmor: [UInt8] {
    let options: Data.Base64EncodingOptions = [.lineLength64Characters, .endLineWithLineFeed]
    let text = Data(file).base64EncodedString(options: options)
    let lines = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
    return Array("-----BEGIN AGE ENCRYPTED FILE-----\n\(lines)-----END AGE ENCRYPTED FILE-----\n".utf8)
  }

  /// Whether it takes an identity of a kind that we do not have.
  var isPostQuantum: Bool { identities.contains { $0.hasPrefix("AGE-SECRET-KEY-PQ-") } }

  /// Every vector, by name.
  static let all: [AgeVector] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    .compactMap(AgeVector.init(name:))

  static let stored = all.filter { !$0.isPostQuantum && !$0.isCompressed }
  static let compressed = all.filter { !$0.isPostQuantum && $0.isCompressed }
  static let postQuantum = all.filter { $0.isPostQuantum && !$0.isCompressed }

  /// Whether the vectors are there: they do not ship.
  static let arePresent = !all.isEmpty

  /// What inflates the compressed ones, or nil.
  static let python: String? = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
    return path.split(separator: ":").map { $0 + "/python3" }
      .first(where: FileManager.default.isExecutableFile(atPath:))
  }()

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/age/testdata")

  private init?(name: String) {
    guard let data = try? Data(contentsOf: Self.folder.appending(path: name)),
      let middle = data.range(of: Data("\n\n".utf8))
    else { return nil }
    var values: [String: [String]] = [:]
    for line in String(decoding: data[..<middle.lowerBound], as: UTF8.self).split(separator: "\n") {
      guard let colon = line.range(of: ": ") else { return nil }
      values[String(line[..<colon.lowerBound]), default: []].append(String(line[colon.upperBound...]))
    }
    self.name = name
    expected = values["expect"]?.first ?? ""
    payload = values["payload"]?.first
    identities = values["identity"] ?? []
    passphrases = values["passphrase"] ?? []
    isArmored = values["armored"] == ["yes"]
    isCompressed = values["compressed"] == ["zlib"]
    body = Array(data[middle.upperBound...])
  }

  /// The compressed files by name: for each, Python writes a length of eight bytes and the file.
  private static let inflated: [String: [UInt8]] = {
    let script = """
      import sys, zlib
      for path in sys.argv[1:]:
          with open(path, "rb") as file:
              data = zlib.decompress(file.read().split(b"\\n\\n", 1)[1])
          sys.stdout.buffer.write(len(data).to_bytes(8, "little") + data)
      """
    guard let python else { return [:] }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-c", script] + compressed.map { folder.appending(path: $0.name).path }
    let pipe = Pipe()
    process.standardOutput = pipe
    guard (try? process.run()) != nil else { return [:] }
    let output = Array(pipe.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    var files: [String: [UInt8]] = [:]
    var position = 0
    for vector in compressed where position + 8 <= output.count {
      let byteCount = output[position..<position + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
      position += 8
      guard position + byteCount <= output.count else { break }
      files[vector.name] = Array(output[position..<position + byteCount])
      position += byteCount
    }
    return files
  }()
}
