// StatsCommand.swift: `persona stats`: how much was written, when, of what kind and to whom.

/// `persona stats`.
let statsCommand: Command = Command(
  name: "stats",
  summary: "show how much you wrote, when, of what kind and to whom",
  discussion: """
    Counts the entries and their words, all of them or those that the options choose, and draws the last 53 \
    weeks as a field of days, darker where more was written; where all of it is older, the 53 weeks that end \
    with the newest. Days are those of your time zone; an entry that \
    has a date without a time counts for that date.

    The picture of --svg has days and numbers, and no word of yours. It is not encrypted.
    """,
  options: [
    Option(name: "svg", value: .path("FILE"), help: "also write the field of days to a new SVG file")
  ] + EntryFilter.options + [.json],
  examples: [
    Example(command: "persona stats", explanation: "shows everything"),
    Example(
      command: "persona stats --kind diary --svg diary.svg", explanation: "shows the diary, and draws it"),
  ],
  run: { try StatsRun($0).run() }
)

private struct StatsRun {
  let invocation: Invocation
  let filter: EntryFilter
  let today: Int64

  private var console: Console { invocation.console }

  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    let now = Timestamp.now
    filter = try EntryFilter(invocation, now: now)
    today = invocation.calendar.today(at: now)
  }

  func run() throws {
    let vault = try invocation.openVault(.read)
    let statistics = WritingStatistics(
      vault.entries.filter(filter.admits), calendar: invocation.calendar, today: today)
    filter.noteUnknownNames(among: vault.entries, on: console)
    let map = HeatMap(of: statistics, today: today)
    if let path = invocation.text("svg") { try write(map, to: path) }
    if invocation.flag("json") { return try console.printJSON(statistics.json) }
    if statistics.days.isEmpty {
      return console.note(HistoryMessages.nothingListed(isFiltered: !filter.isOpen))
    }
    try invocation.printLong(StatisticsPage(statistics, map: map, for: invocation).lines)
  }

  private func write(_ map: HeatMap, to path: String) throws {
    let file = try ExportedFile(path: path, files: invocation.files)
    try file.write(Array(map.svg.utf8))
    try file.finish()
    console.note(StatisticsMessages.wrotePicture(path))
  }
}
