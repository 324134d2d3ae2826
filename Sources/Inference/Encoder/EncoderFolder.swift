// EncoderFolder.swift: an encoder in Hugging Face's layout: config.json, model.safetensors and vocab.txt.

/// The files of an encoder, checked against each other.
public struct EncoderFolder {
  /// The numbers of the model.
  public let configuration: BERTConfiguration

  let file: SafetensorsFile
  let tokenizer: WordPieceTokenizer
  let names: EncoderTensorNames

  /// The tensors that are used.
  public let tensors: [TensorInfo]

  /// Opens the files in `folder`.
  ///
  /// - Throws: ``ModelFileError`` that names the file and the field or tensor that is wrong.
  public init(_ folder: String) throws(ModelFileError) {
    configuration = try BERTConfiguration(folder: folder)
    let file = try SafetensorsFile(path: folder + "/model.safetensors")
    names = EncoderTensorNames.huggingFace(file.tensors)
    let requirements = ArchitectureRequirements.bert(
      configuration, names: names, types: ArchitectureRequirements.floats)
    try ArchitectureRequirements.verify(file.tensors, are: requirements, allowingOthers: true)
    tokenizer = try WordPieceTokenizer(folder: folder)
    guard tokenizer.vocabularyCount <= configuration.vocabularyCount else {
      throw ModelFileError.badValue(
        file: folder + "/vocab.txt", key: "number of tokens", value: "\(tokenizer.vocabularyCount)",
        allowed: "at most \(configuration.vocabularyCount), as config.json says")
    }
    tensors = requirements.compactMap { file.tensors[$0.name] }
    self.file = file
  }
}
