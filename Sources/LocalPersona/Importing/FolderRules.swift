// FolderRules.swift: which files and folders inside of a folder are taken.
//
// A folder that the user called an Obsidian vault or a Jekyll site has parts that nobody wrote as prose. Such
// a part that is named itself is taken.

/// What is taken of a folder.
struct FolderRules {
  /// What the user said that the folder holds; nil, and formats of single files, mean that names tell.
  let format: ImportFormat?

  /// The format of the file `name`, or nil where it is left out.
  func format(ofFile name: String) -> ImportFormat? {
    let own = ImportFormat(fileName: name)
    switch format {
    case .obsidian?, .jekyll?:
      // A drawing of Excalidraw is a Markdown file too.
      return own == .markdown && !name.lowercased().hasSuffix(".excalidraw.md") ? format : nil
    case .whatsapp?: return own == .text ? format : nil
    case .dayone?: return name.lowercased().hasSuffix(".json") ? format : nil
    default: return own
    }
  }

  /// Why the folder `name` is left out, or nil where it is not.
  func reasonToLeaveOut(folder name: String) -> SkipReason? {
    switch format {
    case .obsidian?:
      let lastWord = name.lowercased().split { !$0.isLetter }.last
      return lastWord == "templates" || lastWord == "template" ? .template : nil
    case .jekyll?:
      if name == "_drafts" { return .draft }
      let isSource = (name.hasPrefix("_") && name != "_posts") || name == "vendor" || name == "node_modules"
      return isSource ? .siteSource : nil
    default: return nil
    }
  }
}
