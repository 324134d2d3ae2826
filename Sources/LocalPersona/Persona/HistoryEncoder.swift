// HistoryEncoder.swift: what turns each piece of a history, and a brief, into the numbers a plug reads.
//
// The published method has one frozen encoder; here are four to choose from. A plug remembers which one
// it was trained on by its name and its fingerprint, and reads the vectors of no other.

/// A frozen encoder of texts.
protocol HistoryEncoder {
  /// Which of the encoders it is.
  var name: HistoryEncoderName { get }

  /// The length of its vectors.
  var dimension: Int { get }

  /// 32 bytes that change whenever the vectors of a text could.
  var fingerprint: [UInt8] { get }

  /// One vector of ``dimension`` finite numbers for each text.
  func vectors(of texts: [String]) throws -> [[Float]]
}
