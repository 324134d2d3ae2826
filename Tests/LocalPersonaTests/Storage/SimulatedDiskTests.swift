// SimulatedDiskTests.swift: the disk of the tests does the worst that docs/formats.md allows a disk.

import Crypto
import Testing

@testable import LocalPersona

@Suite("simulated disk")
struct SimulatedDiskTests {
  private enum Remains: Hashable {
    case asBefore, written, garbage, mixture
  }

  /// What is left of bytes that were not there before and were to become twos.
  private func remains(_ bytes: ArraySlice<UInt8>, of byteCount: Int) -> Remains {
    if bytes.allSatisfy({ $0 == 0 }) { return .asBefore }
    if bytes.contains(where: { $0 != 0 && $0 != 2 }) { return .garbage }
    return bytes.count == byteCount && !bytes.contains(0) ? .written : .mixture
  }

  @Test func aLossOfPowerLeavesAnythingButWhatWasSynchronised() throws {
    let old = [UInt8](repeating: 1, count: 100)
    let new = [UInt8](repeating: 2, count: 924)
    var found: [Set<Remains>] = [[], []]
    for seed in 1...64 {
      let disk = SimulatedDisk()
      let file = try disk.create("/home/a")
      try disk.synchronizeFolder("/home")
      try file.write(old.rawBytes, at: 0)
      try file.synchronize()
      disk.start(SimulatedDisk.Plan(step: 0, fault: .powerLossKeepingSome, seed: UInt64(seed)))
      #expect(throws: FileError.self) { try file.write(new.rawBytes, at: old.count) }
      disk.restart()
      let left = try disk.read("/home/a", from: 0, maximumByteCount: 2000)
      #expect(Array(left.prefix(100)) == old)
      found[0].insert(remains(left.dropFirst(100).prefix(412), of: 412))
      found[1].insert(remains(left.dropFirst(512), of: 512))
    }
    // Each sector has one fate, and any of the three.
    let fates: Set<Remains> = [.asBefore, .written, .garbage]
    #expect(found == [fates, fates])
  }

  @Test func aProcessThatEndsMidwayHasDoneHalfAWriteOrAWholeStepOfAnotherKind() throws {
    let bytes = [UInt8](repeating: 2, count: 100)
    for (fault, isThere) in [(SimulatedDisk.Fault.kill, false), (.killMidway, true)] {
      let disk = SimulatedDisk()
      let file = try disk.create("/home/a")
      disk.start(SimulatedDisk.Plan(step: 0, fault: fault))
      #expect(throws: FileError.self) { try file.write(bytes.rawBytes, at: 0) }
      disk.restart()
      #expect(try disk.read("/home/a", from: 0, maximumByteCount: 200).count == (isThere ? 50 : 0))
      disk.start(SimulatedDisk.Plan(step: 0, fault: fault))
      #expect(throws: FileError.self) { try disk.rename("/home/a", to: "/home/b") }
      disk.restart()
      #expect(try (disk.status(of: "/home/b") != nil) == isThere)
    }
  }
}
