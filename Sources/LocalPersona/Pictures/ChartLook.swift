// ChartLook.swift: what the charts of an evaluation have in common: colours and letters, for light and dark.

/// Style rules of charts.
enum ChartLook {
  /// How many lines of a chart have a colour of their own; more begin again.
  static let lineCount = 6

  static let light = """
    text { font: 12px system-ui, sans-serif; fill: #1d2329 }
    .title { font-size: 16px; font-weight: 600 }
    .soft { font-size: 11px; fill: #5a6572 }
    .paper { fill: #ffffff }
    .grid { stroke: #e4e8ed } .zero { stroke: #5a6572 }
    .gain { stroke: #2a6fdb; fill: #2a6fdb } .loss { stroke: #b45309; fill: #b45309 }
    .open { stroke: #8a95a3; fill: #8a95a3 }
    .c0 { stroke: #2a6fdb; fill: #2a6fdb } .c1 { stroke: #b45309; fill: #b45309 }
    .c2 { stroke: #1b7a43; fill: #1b7a43 } .c3 { stroke: #8b3fb5; fill: #8b3fb5 }
    .c4 { stroke: #b3263e; fill: #b3263e } .c5 { stroke: #5a6572; fill: #5a6572 }
    """

  static let dark = """
    text { fill: #e8ecf1 }
    .soft { fill: #9aa6b4 }
    .paper { fill: #14181d }
    .grid { stroke: #272e37 } .zero { stroke: #9aa6b4 }
    .gain { stroke: #6ea8ff; fill: #6ea8ff } .loss { stroke: #f0a04b; fill: #f0a04b }
    .open { stroke: #7a8694; fill: #7a8694 }
    .c0 { stroke: #6ea8ff; fill: #6ea8ff } .c1 { stroke: #f0a04b; fill: #f0a04b }
    .c2 { stroke: #5fce8c; fill: #5fce8c } .c3 { stroke: #cf9bea; fill: #cf9bea }
    .c4 { stroke: #ff8095; fill: #ff8095 } .c5 { stroke: #9aa6b4; fill: #9aa6b4 }
    """
}
