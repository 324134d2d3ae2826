// ChatRendering.swift: chats made up for tests, written as phones write them: a second, independent idea of
// the format that WhatsAppChat reads.

import Testing

@testable import LocalPersona

/// A way in which a phone writes chats.
struct ChatDialect: Sendable, CustomTestStringConvertible {
  var name: String
  var order: DateOrder
  var write: @Sendable (_ day: [String], _ hour: Int, _ minute: Int, _ second: Int) -> String
  var hasSeconds = false

  var testDescription: String { name }

  static let all: [ChatDialect] = [
    ChatDialect(name: "Android, USA", order: .mdy) { day, hour, minute, _ in
      "\(Int(day[1]) ?? 0)/\(Int(day[2]) ?? 0)/\(day[0].suffix(2)), \(half(hour, minute, blank: "\u{202F}")) - "
    },
    ChatDialect(name: "Android, Germany", order: .dmy) { day, hour, minute, _ in
      "\(day[2]).\(day[1]).\(day[0].suffix(2)), \(two(hour)):\(two(minute)) - "
    },
    ChatDialect(name: "Android, Great Britain", order: .dmy) { day, hour, minute, _ in
      "\(day[2])/\(day[1])/\(day[0]), \(two(hour)):\(two(minute)) - "
    },
    ChatDialect(name: "Android, Sweden", order: .ymd) { day, hour, minute, _ in
      "\(day[0])-\(day[1])-\(day[2]) \(two(hour)):\(two(minute)) - "
    },
    ChatDialect(
      name: "iPhone, Great Britain", order: .dmy,
      write: { day, hour, minute, second in
        "[\(day[2])/\(day[1])/\(day[0]), \(two(hour)):\(two(minute)):\(two(second))] "
      }, hasSeconds: true),
    ChatDialect(
      name: "iPhone of before 2017", order: .dmy,
      write: { day, hour, minute, second in
        "\(day[2])/\(day[1])/\(day[0].suffix(2)) \(two(hour)):\(two(minute)):\(two(second)): "
      }, hasSeconds: true),
    ChatDialect(
      name: "iPhone, USA", order: .mdy,
      write: { day, hour, minute, second in
        let time = half(hour, minute, second: second, blank: "\u{202F}")
        return "[\(Int(day[1]) ?? 0)/\(Int(day[2]) ?? 0)/\(day[0].suffix(2)), \(time)] "
      }, hasSeconds: true),
  ]

  init(
    name: String, order: DateOrder,
    write: @escaping @Sendable (_ day: [String], _ hour: Int, _ minute: Int, _ second: Int) -> String,
    hasSeconds: Bool = false
  ) {
    self.name = name
    self.order = order
    self.write = write
    self.hasSeconds = hasSeconds
  }

  /// A message as this phone writes it, with its line end.
  func line(_ message: MadeUpMessage) -> String {
    let day = message.written.day.split(separator: "-").map(String.init)
    let second = Int(message.written.secondsSince1970 % 86_400)
    let stamp = write(day, second / 3600, second / 60 % 60, second % 60)
    let mark = hasSeconds && message.author == nil ? "\u{200E}" : ""
    return mark + stamp + (message.author.map { "\($0): " } ?? "") + message.text
  }
}

private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

private func half(_ hour: Int, _ minute: Int, second: Int? = nil, blank: String) -> String {
  let seconds = second.map { ":\(two($0))" } ?? ""
  return "\((hour + 11) % 12 + 1):\(two(minute))\(seconds)\(blank)\(hour < 12 ? "AM" : "PM")"
}

/// A message that nobody wrote.
struct MadeUpMessage {
  var written: Timestamp
  var author: String?
  var text: String

  /// Messages in the order of time, over more than a month, so that dates tell their order.
  static func chat(_ count: Int, hasSeconds: Bool, seed: UInt64) -> [MadeUpMessage] {
    var random = ImportRandom(seed: seed)
    let authors = ["Ann Lee", "Bob", "+49 151 2345678", "Zoë 🌻", "O'Neil-Smith (work)"]
    let words = [
      "hello", "see you: soon", "日記", "ok", "on the way - late", "12/31/24", "[sic]", "<3", "né", "\"so\"",
      "https://example.org/a?b=c", "9:05", "a, b", "#tag",
    ]
    var seconds: Int64 = 1_712_000_000
    return (0..<count).map { number in
      seconds += Int64.random(in: 1...200_000, using: &random)
      let lines = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        (0..<Int.random(in: 1...5, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
          .joined(separator: " ")
      }
      let isProgram = number % 11 == 5
      return MadeUpMessage(
        written: Timestamp(hasSeconds ? seconds : seconds / 60 * 60),
        author: isProgram ? nil : authors.randomElement(using: &random),
        text: isProgram ? "Ann Lee added Bob" : lines.joined(separator: "\n"))
    }
  }
}
