// AgeTargets.swift: the parsers of the age format.

extension FuzzTarget {
  /// The targets of age files, by name.
  static let ageTargets: [FuzzTarget] = [
    FuzzTarget(name: "age-armor", check: AgeArmorOracle.check),
    FuzzTarget(name: "age-header", check: AgeHeaderOracle.check),
    FuzzTarget(name: "age-keys", check: AgeKeysOracle.check),
    FuzzTarget(name: "age-payload", check: AgePayloadOracle.check),
  ]
}
