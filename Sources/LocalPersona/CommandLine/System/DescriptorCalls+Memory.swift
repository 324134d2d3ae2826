// DescriptorCalls+Memory.swift: whether what is written into a folder stays in memory.

extension DescriptorCalls {
  /// True where `folder` lies on a file system in memory, false on another one, nil where the system does
  /// not say.
  static func isMemoryBacked(_ folder: String) -> Bool? {
    #if os(Linux)
    guard let device = device(of: folder),
      let table = try? readFile("/proc/self/mountinfo", limit: 1 << 22)
    else { return nil }
    // Fields by proc(5): the third is the device, and after a lone dash comes the file system.
    for line in table.split(separator: UInt8(ascii: "\n")) {
      let fields = String(decoding: line, as: UTF8.self).split(separator: " ")
      guard fields.count > 2, fields[2] == "\(device.major):\(device.minor)",
        let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count
      else { continue }
      return ["tmpfs", "ramfs"].contains(fields[dash + 1])
    }
    #endif
    return nil
  }
}
