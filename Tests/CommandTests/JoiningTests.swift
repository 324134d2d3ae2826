import Foundation
import Testing

/// Short files of a vault become one where a command rewrites one of them; that is told as a note.
@Suite("files that are joined")
struct JoiningTests {
  @Test func aRemovalTellsThatFilesWereJoined() throws {
    let place = try Workplace()
    // Five of these fill a file of four MiB.
    let text = String(repeating: "nine char", count: 100_000)
    let lines = (0..<7).map { "{\"text\":\"\($0) \(text)\"}" }
    let path = try place.write("large.jsonl", Array(lines.joined(separator: "\n").utf8))
    let imported = try place.run("import", "--json", path)
    let answer = try JSONSerialization.jsonObject(with: Data(imported.output.utf8)) as? [String: Any]
    let ids = try #require(answer?["ids"] as? [String])
    let fileCount = try place.vaultFiles().count
    let first = try place.run("rm", "--yes", ids[0])
    #expect(first.code == 0 && !first.errors.contains("joined"), "\(first)")
    #expect(try place.vaultFiles().count == fileCount)
    let second = try place.run("rm", "--yes", ids[1], ids[2])
    #expect(second.code == 0 && second.errors.contains("joined"), "\(second)")
    #expect(second.complaints.isEmpty, "\(second)")
    #expect(try place.vaultFiles().count == fileCount - 1)
    #expect(try place.texts().map { $0.prefix(2) } == ["3 ", "4 ", "5 ", "6 "])
    #expect(try place.run("check", "--full").code == 0)
  }
}
