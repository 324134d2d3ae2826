// ChatTemplate+Known.swift: the layouts that are built in.

extension ChatTemplate {
  /// ChatML: `<|im_start|>role⏎text<|im_end|>⏎`, no default system turn.
  public static let chatML = chatML("chatml")

  /// ChatML with SmolLM2's own system turn where none is given.
  public static let smolLM2 = chatML(
    "smollm2", defaultSystem: "You are a helpful AI assistant named SmolLM, trained by Hugging Face")

  /// ChatML with the system turn of Qwen2.
  public static let qwen2 = chatML("qwen2", defaultSystem: "You are a helpful assistant.")

  /// ChatML with the system turn of Qwen2.5.
  public static let qwen2_5 = chatML(
    "qwen2.5", defaultSystem: "You are Qwen, created by Alibaba Cloud. You are a helpful assistant.")

  /// ChatML as Qwen3 has it where it is told not to think: a draft is wanted, not a train of thought.
  public static let qwen3: ChatTemplate = {
    var template = chatML("qwen3")
    template.answerOpening =
      template.assistant.opening + [.control("<think>"), .text("\n\n"), .control("</think>"), .text("\n\n")]
    return template
  }()

  /// Llama 3: `<|start_header_id|>role<|end_header_id|>⏎⏎text<|eot_id|>`.
  public static let llama3 = llama3("llama3")

  /// Llama 3.1 and 3.2: the same, with the dates that their templates put in front of every system text.
  public static let llama3_1 = llama3(
    "llama3.1", systemPreamble: "Cutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n")

  /// Gemma 2 and 3: `<start_of_turn>role⏎text<end_of_turn>⏎`; a system text begins the first user turn.
  public static let gemma: ChatTemplate = {
    func turn(_ role: String) -> Turn {
      Turn(
        opening: [.control("<start_of_turn>"), .text(role + "\n")],
        closing: [.control("<end_of_turn>"), .text("\n")])
    }
    return ChatTemplate(
      name: "gemma", user: turn("user"), assistant: turn("model"),
      system: .inUserTurn(before: "", after: "\n\n"))
  }()

  /// Phi 3: `<|role|>⏎text<|end|>⏎`.
  public static let phi3: ChatTemplate = {
    func turn(_ role: String) -> Turn {
      Turn(opening: [.control("<|\(role)|>"), .text("\n")], closing: [.control("<|end|>"), .text("\n")])
    }
    return ChatTemplate(
      name: "phi3", user: turn("user"), assistant: turn("assistant"), system: .turn(turn("system")))
  }()

  /// Llama 2: `<s>[INST] text [/INST] text </s>`, marks that are text; a system text has marks of its own.
  ///
  /// Every exchange is a sequence of its own: where one closes, the next one's `<s>` stands. The first `<s>`
  /// is the tokenizer's.
  public static let llama2 = ChatTemplate(
    name: "llama2", user: Turn(opening: [.text("[INST] ")], closing: [.text(" [/INST]")]),
    assistant: Turn(opening: [.text(" ")], closing: [.text(" "), .control("</s>"), .control("<s>")]),
    system: .inUserTurn(before: "<<SYS>>\n", after: "\n<</SYS>>\n\n"), answerOpening: [])

  /// Mistral with marks that are text: `[INST] text [/INST] text</s>`.
  public static let mistral = ChatTemplate(
    name: "mistral", user: Turn(opening: [.text("[INST] ")], closing: [.text(" [/INST]")]),
    assistant: Turn(opening: [.text(" ")], closing: [.control("</s>")]),
    system: .inUserTurn(before: "", after: "\n\n"), answerOpening: [])

  /// Mistral from its third tokenizer on: `[INST]` and `[/INST]` are control tokens.
  public static let mistral3 = ChatTemplate(
    name: "mistral3", user: Turn(opening: [.control("[INST]"), .text(" ")], closing: [.control("[/INST]")]),
    assistant: Turn(opening: [.text(" ")], closing: [.control("</s>")]),
    system: .inUserTurn(before: "", after: "\n\n"), answerOpening: [])

  /// What an encoder-decoder reads (T5): instructions and earlier answers as text, then the end of the input.
  ///
  /// Not in ``all``: no other model can be asked so, and an encoder-decoder in no other way.
  public static let encoderDecoder = ChatTemplate(
    name: "t5", user: Turn(opening: [], closing: [.text("\n\n")]),
    assistant: Turn(opening: [], closing: [.text("\n\n")]),
    system: .inUserTurn(before: "", after: "\n\n"), answerOpening: [.control(endOfInput)])

  /// The token that ends what an encoder-decoder reads.
  public static let endOfInput = "</s>"

  /// All of them.
  public static let all = [
    chatML, smolLM2, qwen2, qwen2_5, qwen3, llama3, llama3_1, llama2, gemma, phi3, mistral, mistral3,
  ]

  /// The one with this name, or nil.
  public static func named(_ name: String) -> ChatTemplate? { all.first { $0.name == name } }

  private static func chatML(_ name: String, defaultSystem: String? = nil) -> ChatTemplate {
    func turn(_ role: String) -> Turn {
      Turn(
        opening: [.control("<|im_start|>"), .text(role + "\n")],
        closing: [.control("<|im_end|>"), .text("\n")])
    }
    return ChatTemplate(
      name: name, user: turn("user"), assistant: turn("assistant"), system: .turn(turn("system")),
      defaultSystem: defaultSystem)
  }

  private static func llama3(_ name: String, systemPreamble: String = "") -> ChatTemplate {
    func turn(_ role: String) -> Turn {
      Turn(
        opening: [
          .control("<|start_header_id|>"), .text(role), .control("<|end_header_id|>"), .text("\n\n"),
        ],
        closing: [.control("<|eot_id|>")])
    }
    return ChatTemplate(
      name: name, user: turn("user"), assistant: turn("assistant"), system: .turn(turn("system")),
      systemPreamble: systemPreamble)
  }
}
