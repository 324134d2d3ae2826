// BackupCommand.swift: `persona backup`: all of the vault in one encrypted file that can prove it is whole.

private import Crypto

/// `persona backup`.
let backupCommand: Command = Command(
  name: "backup",
  summary: "save every entry to one encrypted file",
  discussion: """
    Writes an age file with every entry and all that is known about it, and with the numbers and the hash \
    that tell whether it is whole. 'persona restore' checks them and takes it back. The file is encrypted \
    with a passphrase that is asked for, or to the recipients that --recipient names; without that \
    passphrase or their identities nobody can read it, not even with the passphrase of the vault.

    What is computed from entries, such as what 'persona learn' keeps, is not in it: it can be computed \
    again. Nothing is ever overwritten.
    """,
  options: [
    Option(name: "output", short: "o", value: .path("FILE"), help: "write to FILE; '-' is standard output")
  ] + Option.ageWriting,
  examples: [
    Example(
      command: "persona backup -o history.age", explanation: "saves everything, and asks for a new passphrase"
    ),
    Example(
      command: "persona backup -o history.age --recipient age1...",
      explanation: "encrypts it to a recipient, as age-keygen prints one"),
  ],
  run: { try BackupRun($0).run() }
)

private struct BackupRun {
  let invocation: Invocation

  /// Where it goes; nil is standard output.
  let output: String?

  /// Whom it is for.
  let recipients: [AgeRecipient]

  /// Checks the command line before anybody is asked for anything.
  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    output = invocation.text("output").flatMap { $0 == "-" ? nil : $0 }
    recipients = try invocation.ageRecipients(to: output)
  }

  func run() throws {
    let vault = try invocation.openVault(.read)
    let entries = vault.entries
    let sealing = try invocation.ageSealing(recipients)
    let manifest = BackupManifest(of: entries, vault: vault.name)
    let console = invocation.console
    try invocation.writing("saving", entries) { exporter in
      guard let output else {
        return try exporter.writeBackup(entries, manifest: manifest, sealing: sealing) {
          try console.write($0)
        }
      }
      try exporter.writeBackup(entries, manifest: manifest, sealing: sealing, to: output)
    }
    console.note(AgeMessages.backedUp(entries.count, to: output, recipientCount: recipients.count))
  }
}
