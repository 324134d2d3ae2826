// DraftingStrategy.swift: the place where a way of writing like somebody plugs in.
//
// A strategy turns a brief into a prompt. It may put examples in (Retrieval), soft rows in front of
// everything, or nothing at all (NoPersona); PromptBuilder does the laying out. Sampling, the check
// against copying and output are the same for every strategy.

/// A way to make a model write like a person.
public protocol DraftingStrategy {
  /// The prompt for `brief`, laid out by `builder`.
  func plan(_ brief: Brief, builder: PromptBuilder) throws -> PromptPlan
}

/// No persona: the brief alone.
///
/// The baseline that every other strategy is compared with.
public struct NoPersona: DraftingStrategy {
  /// There is nothing to set.
  public init() {}

  /// The brief alone.
  public func plan(_ brief: Brief, builder: PromptBuilder) throws -> PromptPlan {
    try builder.plan(brief)
  }
}
