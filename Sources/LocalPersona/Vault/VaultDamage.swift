// VaultDamage.swift: what is wrong with a file of the vault, precisely enough to say what it means.
//
// Authentication cannot tell a failing disk from an attacker: both are damage. What it can tell apart
// is named: changed bytes, frames out of place, a file that ends too early, a file that is missing.

/// What is wrong with one file of a vault.
public struct VaultDamage: Error, Equatable, Sendable {
  /// The name of the file, within the folder of the vault.
  public var file: String

  /// What is wrong with it.
  public var problem: Problem

  /// Joins the facts.
  public init(_ file: String, _ problem: Problem) {
    self.file = file
    self.problem = problem
  }

  /// What keeps a file from being read: as an error of one file, it ends no look at the others.
  ///
  /// Nil where the error is of another sort.
  init?(_ error: VaultError, of file: String) {
    switch error {
    case .damaged(_, let damage): self = damage
    case .storage(let error): self = VaultDamage(file, error)
    default: return nil
    }
  }

  /// The damage that an error of the medium is.
  init(_ file: String, _ error: FileError) {
    let isMissing = error.code == SystemError.noEntry.code
    self.init(file, isMissing ? .missing : .unreadable(code: error.code))
  }

  /// The kinds of damage; offsets are bytes from the beginning of the file.
  public enum Problem: Error, Equatable, Sendable {
    /// The file does not begin as a header does.
    case notAHeader

    /// The bytes of the header do not match their own hash: changed by accident.
    case headerHash

    /// The header contradicts itself at `offset`: made by no version of this program.
    case headerLayout(offset: Int)

    /// The header matches its own hash but not the key: changed on purpose, or mixed from two vaults.
    case headerNotAuthentic

    /// The file is not there, though the vault counts on it.
    case missing

    /// It is not a regular file.
    case notAFile

    /// The medium does not give the file as a whole; the system's `errno`.
    case unreadable(code: Int32)

    /// The file ends too early.
    case truncated(expected: Int, actual: Int)

    /// The list of segments, or the beginning of a segment, was changed or is of another vault.
    case notAuthentic

    /// A frame was changed, at `offset`; it is the one with this number in its segment.
    case changedFrame(number: UInt64, offset: Int)

    /// At `offset` there is a frame that belongs to another place: moved, repeated or left out.
    case misplacedFrame(expected: UInt64, found: UInt64, offset: Int)

    /// The frames are whole, but not those that the list of segments counts on.
    case replacedFrames

    /// A frame is authentic, but its content breaks the rules of the format at `offset` in it.
    case malformedRecord(frame: UInt64, offset: Int)

    /// The list of segments is authentic, but breaks the rules of the format.
    case malformedHead
  }
}
