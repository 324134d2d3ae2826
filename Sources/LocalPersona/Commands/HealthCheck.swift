// HealthCheck.swift: the checks of `persona doctor`. Each looks at one thing and never throws.

private import Inference

/// One thing that was looked at.
struct HealthCheck: Equatable {
  /// How it came out.
  enum State: String {
    /// It holds.
    case passed

    /// A promise is broken, or something installed cannot be used.
    case failed

    /// Something is missing that nothing promised depends on.
    case noted
  }

  let area: String
  let name: String
  let state: State
  let detail: String

  /// How the command ends where this failed.
  var exitCode = ExitCode.failure

  /// All checks, in the order in which they are shown.
  static func all(for invocation: Invocation) -> [HealthCheck] {
    confinement() + engine(invocation) + models(invocation) + vault(invocation) + terminal(invocation)
  }

  var json: JSONValue {
    .object([
      ("area", .string(area)), ("name", .string(name)), ("state", .string(state.rawValue)),
      ("detail", .string(detail)),
    ])
  }
}

extension HealthCheck {
  private static func confinement() -> [HealthCheck] {
    Confinement.proof().map { line in
      HealthCheck(
        area: "confinement", name: line.name,
        state: line.passed ? .passed : line.isRequired ? .failed : .noted, detail: line.detail,
        exitCode: .sandboxUnavailable)
    }
  }

  private static func engine(_ invocation: Invocation) -> [HealthCheck] {
    let current = InstructionSet.current
    let others = InstructionSet.available.filter { $0 != current }.map(\.rawValue)
    return [
      HealthCheck(
        area: "engine", name: "instruction set", state: current == .scalar ? .noted : .passed,
        detail: current.rawValue + HealthMessages.otherSets(others)),
      HealthCheck(area: "engine", name: "threads", state: .passed, detail: "\(invocation.threads)"),
    ]
  }

  private static func models(_ invocation: Invocation) -> [HealthCheck] {
    do {
      let store = ModelStore(folder: invocation.paths.models)
      let records = try store.list()
      let missing = [ModelRole.decoder, .encoder].filter { role in !records.contains { $0.role == role } }
      return records.map { model($0, in: store) }
        + missing.map {
          HealthCheck(
            area: "models", name: HealthMessages.name(of: $0), state: .noted, detail: HealthMessages.noModel)
        }
    } catch {
      return [failure(area: "models", name: invocation.paths.models, error)]
    }
  }

  private static func model(_ record: ModelRecord, in store: ModelStore) -> HealthCheck {
    do {
      _ = try store.resolve(name: record.name, role: record.role)
      return HealthCheck(
        area: "models", name: record.name, state: .passed,
        detail: HealthMessages.unchanged(record))
    } catch {
      return failure(area: "models", name: record.name, error)
    }
  }

  private static func vault(_ invocation: Invocation) -> [HealthCheck] {
    let path = invocation.vaultPath
    do {
      guard let status = try invocation.files.status(of: path) else {
        return [HealthCheck(area: "vault", name: path, state: .noted, detail: HealthMessages.noVault)]
      }
      let isPrivate = status.permissions & 0o077 == 0
      let header = try Vault.header(at: path, files: invocation.files)
      return [
        HealthCheck(
          area: "vault", name: HealthMessages.onlyOwner, state: isPrivate ? .passed : .failed,
          detail: "\(path), mode \(String(status.permissions & 0o777, radix: 8))", exitCode: .failure),
        HealthCheck(
          area: "vault", name: HealthMessages.headerIsWhole, state: .passed,
          detail: "format \(header.formatVersion), key slots: \(header.slots.count)"),
      ]
    } catch {
      return [failure(area: "vault", name: path, error)]
    }
  }

  private static func terminal(_ invocation: Invocation) -> [HealthCheck] {
    let isMemory = DescriptorCalls.isMemoryBacked(invocation.paths.runtime)
    let console = invocation.console
    return [
      HealthCheck(
        area: "terminal", name: HealthMessages.editorInMemory,
        state: isMemory == true ? .passed : .noted,
        detail: isMemory == true ? invocation.paths.runtime : HealthMessages.onDisk(invocation.paths.runtime)),
      HealthCheck(
        area: "terminal", name: "standard output", state: .passed,
        detail: console.outputIsTerminal
          ? "a terminal, \(console.columnCount) columns" : HealthMessages.noTerminal),
    ]
  }

  private static func failure(area: String, name: String, _ error: any Error) -> HealthCheck {
    let explanation = (error as? any Explained)?.explanation
    return HealthCheck(
      area: area, name: name, state: .failed, detail: explanation?.what ?? "\(type(of: error))",
      exitCode: explanation?.exitCode ?? .failure)
  }
}
