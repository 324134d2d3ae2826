// OtherPlug.swift: the installed plugs of other models: named to who asks for one that is not there.

/// A plug that is installed, and its language model.
struct OtherPlug: Equatable {
  /// What the plug is called here.
  let name: String

  /// What its model was called where it was trained.
  let madeFor: String

  /// What its model is called here; nil where that is not installed.
  let model: String?
}

extension OtherPlug {
  /// All plugs of a store that can be read.
  static func all(in plugs: PlugStore, models: ModelStore) -> [OtherPlug] {
    let records = (try? models.list()) ?? []
    return ((try? plugs.names()) ?? []).compactMap { name -> OtherPlug? in
      guard let document = try? plugs.info(name).document else { return nil }
      let record = records.first { document.isMade(forDecoder: $0.fingerprint) }
      return OtherPlug(name: name, madeFor: document.decoderName, model: record?.name)
    }
  }
}
