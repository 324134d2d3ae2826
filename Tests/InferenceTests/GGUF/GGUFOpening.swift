// GGUFOpening.swift: opening files as models, and what tests expect of it.

import Testing

@testable import Inference

/// What opening a file as a model leads to.
func openError(_ builder: GGUFBuilder) throws -> ModelFileError? {
  var builder = builder
  return try openError(builder.bytes())
}

/// What opening a file as a model leads to: the header, the configuration, the tokenizer.
func openError(_ bytes: [UInt8]) throws -> ModelFileError? {
  let folder = try ScratchFolder()
  let path = try folder.write(bytes, as: "model.gguf")
  do throws(ModelFileError) {
    let file = try GGUFFile(path: path)
    _ = try DecoderConfiguration(file: file)
    _ = try makeTokenizer(file.metadata)
    return nil
  } catch {
    return error
  }
}

/// Expects the tiny model, changed, to be refused for a defect of one field.
func expectDefect(
  _ defect: FileDefect, _ field: String? = nil, sourceLocation: SourceLocation = #_sourceLocation,
  _ change: (inout GGUFBuilder) -> Void
) throws {
  var builder = GGUFBuilder.llama()
  change(&builder)
  guard case .malformed(let place, let actual) = try openError(builder) else {
    Issue.record(
      "not refused as malformed: \(String(describing: try openError(builder)))",
      sourceLocation: sourceLocation)
    return
  }
  #expect(actual == defect, sourceLocation: sourceLocation)
  if let field { #expect(place.field == field, sourceLocation: sourceLocation) }
}

/// Expects the tiny model with one key changed to be refused because of that key.
func expectBadKey(
  _ key: String, _ value: GGUFBuilder.Value?, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  var builder = GGUFBuilder.llama()
  builder[key] = value
  switch try openError(builder) {
  case .badValue(_, let actual, _, _), .missingKey(_, let actual), .wrongKeyType(_, let actual, _, _):
    #expect(actual == key, sourceLocation: sourceLocation)
  case let other: Issue.record("\(key): \(String(describing: other))", sourceLocation: sourceLocation)
  }
}

/// Records that a file was not refused as it should have been.
func fail(_ comment: String = "not refused as expected", sourceLocation: SourceLocation = #_sourceLocation) {
  Issue.record(Comment(rawValue: comment), sourceLocation: sourceLocation)
}
