import Foundation
import Testing

@Suite("backup and restore")
struct BackupCommandTests {
  @Test func bringBackAWholeVault() throws {
    let age = try AgePlace()
    let place = age.place
    let saved = try place.run("backup", "-o", "all.age", "--recipient", AgePlace.recipient)
    #expect(saved.code == 0 && saved.errors.contains("saved all 4 entries to all.age"), "\(saved)")
    try age.startOver()
    let before = try place.vaultFiles()
    let dry = try place.run("restore", "all.age", "-i", "key.txt", "--dry-run")
    #expect(dry.code == 0 && dry.output == "would restore 4 entries\n", "\(dry)")
    #expect(dry.errors.contains("4 entries (1 diary, 1 mail, 1 my-kind, 1 note); it is whole"), "\(dry)")
    #expect(try place.vaultFiles() == before)

    let restored = try place.run("restore", "all.age", "-i", "key.txt")
    #expect(restored.code == 0 && restored.output == "restored 4 entries\n", "\(restored)")
    #expect(try age.exported() == AgePlace.lines)
    let again = try place.run("restore", "all.age", "-i", "key.txt", "--json")
    #expect(again.code == 0 && again.output.contains(#""restored":0,"ids":[],"alreadyThere":4"#), "\(again)")
    #expect(try age.exported() == AgePlace.lines)
  }

  @Test func leaveWhatWasChangedSinceAndBringBackWhatIsGone() throws {
    let age = try AgePlace()
    let place = age.place
    try place.run("backup", "-o", "all.age", "--age-passphrase-file", "age-pp")
    try place.run("rm", "--yes", "0123456788")
    try place.run("edit", "0123456787", "--title", "changed since")
    let outcome = try place.run("restore", "all.age", "--age-passphrase-file", "age-pp")
    #expect(
      outcome.output
        == "restored 1 entry; the vault has 3 already, 1 changed since, and left so\n", "\(outcome)")
    #expect(try place.run("show", "0123456788").code == 0)
    #expect(try place.run("show", "0123456787").output.contains("changed since"))
  }

  @Test func touchNothingWhereTheBackupIsNotWhole() throws {
    let age = try AgePlace()
    let place = age.place
    try place.run("backup", "-o", "all.age", "-r", AgePlace.recipient)
    let sound = try age.bytes("all.age")
    try age.startOver()
    let before = try place.vaultFiles()
    var changed = sound
    changed[sound.count - 30] ^= 0x10
    try place.write("changed.age", changed)
    try place.write("cut.age", Array(sound.dropLast(30)))
    for name in ["changed.age", "cut.age"] {
      expect(try place.run("restore", name, "-i", "key.txt"), failsWith: 3, saying: name)
    }
    #expect(try place.vaultFiles() == before)
  }

  @Test func saysWhatElseIsNeeded() throws {
    let age = try AgePlace()
    let place = age.place
    try place.run("backup", "-o", "backup.age", "-r", AgePlace.recipient)
    try place.run("export", "--format", "age", "-o", "export.age", "-r", AgePlace.recipient)
    try place.write("plain.jsonl", Array(AgePlace.lines.utf8))
    expect(try place.run("restore", "plain.jsonl"), failsWith: 3, saying: "plain.jsonl", "persona import")
    expect(
      try place.run("restore", "export.age", "-i", "key.txt"), failsWith: 3,
      saying: "export.age", "persona import 'export.age'")
    expect(
      try place.run("import", "backup.age", "-i", "key.txt"), failsWith: 3,
      saying: "backup.age", "persona restore 'backup.age'")
    #expect(try place.run("wipe", "--confirm", "demo").code == 0)
    let outcome = try place.run("restore", "backup.age", "-i", "key.txt")
    expect(outcome, failsWith: 10, saying: place.vault, "persona init")
    #expect(!FileManager.default.fileExists(atPath: place.vault))
  }
}
