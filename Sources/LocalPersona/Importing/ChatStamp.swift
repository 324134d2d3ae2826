// ChatStamp.swift: the date and time before each message of a WhatsApp chat, in the forms that phones write:
// '12/31/24, 9:05 PM - ', '31.12.24, 21:05 - ', '[31/12/2024, 21:05:33] ', '31/12/2024 à 21:05 - ', and, from
// iPhones of before 2017, '31/12/14 21:05:33: '.
//
// Which of the numbers is the day depends on the language of the phone, and no line tells it: see DateOrder.

/// The date and time of a message, as written.
struct ChatStamp: Equatable {
  /// What all stamps of a chat have in common, as one phone wrote them.
  struct Shape: Equatable {
    /// Whether the stamp is in brackets, as on an iPhone.
    var isBracketed: Bool

    /// Whether a hyphen parts it from the name, as on Android; a colon does where neither is so.
    var hasDash: Bool

    /// What parts the numbers of the date.
    var separator: Unicode.Scalar
  }

  /// The numbers of the date, as they stand.
  let first: Int
  let second: Int
  let third: Int

  /// Whether the digits allow that the first, or the last, number is the year.
  let yearMayBeFirst: Bool
  let yearMayBeLast: Bool

  /// Seconds since midnight.
  let secondOfDay: Int

  let shape: Shape

  /// Parts a line into its stamp and what follows it; nil where it begins with none.
  static func split(_ line: Substring) -> (stamp: ChatStamp, rest: Substring)? {
    var cursor = ChatStampCursor(line)
    cursor.skipMarks()
    let isBracketed = cursor.skip("[")
    guard let date = cursor.readDate(), let secondOfDay = cursor.readTime() else { return nil }
    let hasDash = !isBracketed && cursor.skipDash()
    guard hasDash || (isBracketed ? cursor.skip("]") : cursor.skipColon()) else { return nil }
    cursor.skipBlanks()
    let stamp = ChatStamp(
      first: date.first.value, second: date.second.value, third: date.third.value,
      yearMayBeFirst: date.first.digitCount != 1 && date.third.digitCount <= 2,
      yearMayBeLast: date.first.digitCount <= 2 && date.third.digitCount != 1,
      secondOfDay: secondOfDay,
      shape: Shape(isBracketed: isBracketed, hasDash: hasDash, separator: date.separator))
    guard stamp.yearMayBeFirst || stamp.yearMayBeLast else { return nil }
    return (stamp, Substring(cursor.rest))
  }

  /// Midnight of the day, with the numbers in this order; nil where there is no such day.
  ///
  /// Years of two digits are those of this century. The clock of the phone counts as that of UTC: an export
  /// does not tell its zone.
  func day(_ order: DateOrder) -> Timestamp? {
    switch order {
    case .dmy: yearMayBeLast ? ChatStamp.day(year: third, month: second, day: first) : nil
    case .mdy: yearMayBeLast ? ChatStamp.day(year: third, month: first, day: second) : nil
    case .ymd: yearMayBeFirst ? ChatStamp.day(year: first, month: second, day: third) : nil
    }
  }

  /// The moment, with the numbers of the date in this order.
  func moment(_ order: DateOrder) -> Timestamp? {
    day(order).map { Timestamp($0.secondsSince1970 + Int64(secondOfDay)) }
  }

  private static func day(year: Int, month: Int, day: Int) -> Timestamp? {
    let fullYear = year < 100 ? 2000 + year : year
    return Timestamp(iso8601: "\(padded(fullYear, 4))-\(padded(month, 2))-\(padded(day, 2))")
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

/// A number of a date, and with how many digits it was written.
private typealias WrittenNumber = (value: Int, digitCount: Int)

/// A cursor over the beginning of a line.
private struct ChatStampCursor {
  private(set) var rest: Substring.UnicodeScalarView

  /// Letters that can stand between date and time: 'à', 'klo', 'um', '下午'.
  private static let longestWord = 5

  init(_ line: Substring) { rest = line.unicodeScalars }

  // MARK: Dates

  /// Takes a date such as `12/31/24`, `31.12.2024` or `2024-12-31`.
  mutating func readDate() -> (
    first: WrittenNumber, second: WrittenNumber, third: WrittenNumber, separator: Unicode.Scalar
  )? {
    guard let first = readNumber(upTo: 4), first.digitCount != 3, let separator = rest.first,
      "/.-".unicodeScalars.contains(separator), skipSeparator(separator),
      let second = readNumber(upTo: 2), skipSeparator(separator), let third = readNumber(upTo: 4),
      third.digitCount != 3
    else { return nil }
    if separator == "." { skip(".") }
    return (first, second, third, separator)
  }

  private mutating func skipSeparator(_ separator: Unicode.Scalar) -> Bool {
    guard skip(separator) else { return false }
    if separator == "." { skipBlanks() }
    return true
  }

  // MARK: Times

  /// What parts it from the date, and `9:05 PM`, `21:05:33`, `21.05` or `下午9:05`, in seconds.
  mutating func readTime() -> Int? {
    let hasComma = skip(",") || skip("\u{60C}")
    guard skipBlanks() || hasComma else { return nil }
    let word = readWord()
    if !word.isEmpty { skip(".") }
    skipBlanks()
    guard let hour = readNumber(upTo: 2)?.value, let minute = readPartOfTime() else { return nil }
    let second = readPartOfTime() ?? 0
    let half = readHalf()
    guard let isAfternoon = ChatStampCursor.isAfternoon(word) ?? half else {
      return hour < 24 ? hour * 3600 + minute * 60 + second : nil
    }
    guard 1...12 ~= hour else { return nil }
    return (hour % 12 + (isAfternoon ? 12 : 0)) * 3600 + minute * 60 + second
  }

  /// Takes minutes or seconds, with the colon or the point before them.
  private mutating func readPartOfTime() -> Int? {
    var ahead = self
    guard ahead.skip(":") || ahead.skip("."), let part = ahead.readNumber(upTo: 2), part.digitCount == 2,
      part.value < 60
    else { return nil }
    self = ahead
    return part.value
  }

  private mutating func readWord() -> String {
    var word = String.UnicodeScalarView()
    while let letter = rest.first, word.count < ChatStampCursor.longestWord, letter.properties.isAlphabetic {
      word.append(letter)
      rest.removeFirst()
    }
    return String(word)
  }

  private static func isAfternoon(_ word: String) -> Bool? {
    switch word {
    case "下午", "午後", "오후", "晚上", "傍晚", "中午": true
    case "上午", "午前", "오전", "凌晨", "清晨", "早上": false
    default: nil
    }
  }

  /// ` PM`, ` p. m.`, `am`, or a letter of Arabic; true where it is the afternoon, and nil where there is
  /// none.
  private mutating func readHalf() -> Bool? {
    var ahead = self
    ahead.skipBlanks()
    let isArabicAfternoon = ahead.skip("\u{645}")
    if isArabicAfternoon || ahead.skip("\u{635}") {
      self = ahead
      return isArabicAfternoon
    }
    let isAfternoon = ahead.skip("p") || ahead.skip("P")
    guard isAfternoon || ahead.skip("a") || ahead.skip("A") else { return nil }
    ahead.skip(".")
    ahead.skipBlanks()
    guard ahead.skip("m") || ahead.skip("M") else { return nil }
    ahead.skip(".")
    self = ahead
    return isAfternoon
  }

  // MARK: Scalars

  /// Takes the hyphen between the stamp and the name, and the blanks around it.
  mutating func skipDash() -> Bool { skipBlanks() && skip("-") && skipBlanks() }

  /// Takes the colon that is there in place of a hyphen, and the blanks after it.
  mutating func skipColon() -> Bool { skip(":") && skipBlanks() }

  @discardableResult
  mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  mutating func skipMarks() {
    while let scalar = rest.first, ChatText.isMark(scalar) { rest.removeFirst() }
  }

  /// True where there was a blank of any width.
  @discardableResult
  mutating func skipBlanks() -> Bool {
    var hasBlank = false
    while let scalar = rest.first, ChatText.isBlank(scalar) || ChatText.isMark(scalar) {
      // A mark after the blanks belongs to what follows: it tells who wrote it.
      if ChatText.isMark(scalar), hasBlank { return true }
      hasBlank = hasBlank || ChatText.isBlank(scalar)
      rest.removeFirst()
    }
    return hasBlank
  }

  private mutating func readNumber(upTo limit: Int) -> WrittenNumber? {
    var number: WrittenNumber = (0, 0)
    while let scalar = rest.first, "0"..."9" ~= scalar {
      guard number.digitCount < limit else { return nil }
      number = (number.value * 10 + Int(scalar.value - 0x30), number.digitCount + 1)
      rest.removeFirst()
    }
    return number.digitCount > 0 ? number : nil
  }
}
