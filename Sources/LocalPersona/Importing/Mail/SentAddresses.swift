// SentAddresses.swift: guesses from which addresses the user writes, for a question or a hint, where no
// option says it.

/// An address that may be the user's.
struct AddressCandidate: Equatable, Sendable {
  /// The address, in lower case.
  var address: String

  /// How many mails are from it.
  var count: Int
}

/// Counts from whom mails are.
struct SentAddresses {
  private var counts: [String: Int] = [:]
  private var sentCounts: [String: Int] = [:]
  private let limit: Int

  /// Counts at most `limit` different addresses.
  init(limit: Int) { self.limit = limit }

  /// Counts a mail; `isSent` where its folder is one of mail that was sent.
  mutating func note(_ header: MailHeader, isSent: Bool) {
    guard let author = MailAddress.list(header.bytes("from") ?? [], limit: 1).first else { return }
    if counts[author.address] == nil, counts.count >= limit { return }
    counts[author.address, default: 0] += 1
    let isLabelledSent = header.labels.contains { QuotePhrases.sentFolders.contains($0) }
    if isSent || isLabelledSent { sentCounts[author.address, default: 0] += 1 }
  }

  /// The three most frequent addresses, the first one first: of mail that was sent, where any is known to be.
  var candidates: [AddressCandidate] {
    let counts = sentCounts.isEmpty ? self.counts : sentCounts
    let ordered = counts.sorted { first, second in
      first.value == second.value ? first.key < second.key : first.value > second.value
    }
    return ordered.prefix(3).map { AddressCandidate(address: $0.key, count: $0.value) }
  }
}
