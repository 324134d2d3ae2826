// PromptLayoutTests.swift: what each name of a layout means.

import Inference
import Testing

@testable import LocalPersona

@Suite("prompt layouts")
struct PromptLayoutTests {
  @Test func everyNameHasOneMeaning() {
    let layouts = PromptLayout.names.compactMap(PromptLayout.init(named:))
    #expect(layouts.count == PromptLayout.names.count)
    #expect(PromptLayout(named: "chatml") == .conversation(.chatML) && PromptLayout(named: "jinja") == nil)
  }

  @Test func onlyTheAutomaticOneAsksTheModel() {
    #expect(PromptLayout.automatic.template(own: .gemma) == .gemma)
    #expect(PromptLayout.automatic.template(own: nil) == nil)
    #expect(PromptLayout.plain.template(own: .gemma) == nil)
    #expect(PromptLayout.conversation(.phi3).template(own: .gemma) == .phi3)
  }
}
