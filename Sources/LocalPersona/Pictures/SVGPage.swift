// SVGPage.swift: the frame of every picture: an SVG document with a title for whoever cannot see it, colours
// that follow whoever looks at it, light or dark, no script, and nothing that is fetched from elsewhere.

/// A picture of SVG elements.
struct SVGPage {
  /// What it shows, in a few words.
  let title: String

  /// In pixels, as is ``height``.
  let width: Int
  let height: Int

  /// Style rules; the ground is a rectangle of the class `paper`.
  let look: String

  /// What is different in the dark.
  let darkLook: String

  /// Elements, in the order in which they cover each other.
  let body: [String]

  /// The document.
  var text: String {
    let name = XMLText.escaped(title)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" \
      height="\(height)" role="img" aria-label="\(name)">
      <title>\(name)</title>
      <style>
      \(look)
      @media (prefers-color-scheme: dark) {
      \(darkLook)
      }
      </style>
      <rect class="paper" width="\(width)" height="\(height)"/>
      \(body.joined(separator: "\n"))
      </svg>

      """
  }
}

/// Elements of a picture.
enum SVGElement {
  /// A line of text, whatever characters it has; `anchor` is SVG's `text-anchor`.
  static func text(
    _ words: String, x: Int, y: Int, className: String? = nil, anchor: String? = nil
  ) -> String {
    let side = anchor.map { " text-anchor=\"\($0)\"" } ?? ""
    return "<text x=\"\(x)\" y=\"\(y)\"\(style(className))\(side)>\(XMLText.escaped(words))</text>"
  }

  /// A straight line.
  static func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int), className: String) -> String {
    "<line x1=\"\(start.x)\" y1=\"\(start.y)\" x2=\"\(end.x)\" y2=\"\(end.y)\"\(style(className))/>"
  }

  /// An upright rectangle.
  static func bar(x: Int, y: Int, width: Int, height: Int, className: String) -> String {
    "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\"\(style(className))/>"
  }

  /// A dot of `radius`.
  static func dot(at center: (x: Int, y: Int), radius: Int, className: String) -> String {
    "<circle cx=\"\(center.x)\" cy=\"\(center.y)\" r=\"\(radius)\"\(style(className))/>"
  }

  private static func style(_ className: String?) -> String {
    className.map { " class=\"\($0)\"" } ?? ""
  }
}
