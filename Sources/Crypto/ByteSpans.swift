// ByteSpans.swift: arrays of bytes seen as raw memory, which is what the functions of this module take.
//
// The one place that says why that is sound, so that no caller has to: every bit pattern is a valid
// UInt8, and it has no padding.

extension [UInt8] {
  /// The bytes, for as long as this array is borrowed.
  public var rawBytes: RawSpan {
    @_lifetime(borrow self) get {
      unsafe _overrideLifetime(span.bytes, borrowing: self)
    }
  }

  /// Makes `count` zero bytes, and lets `body` fill them.
  init<E: Error>(
    count: Int, initializingWith body: (inout MutableRawSpan) throws(E) -> Void
  ) throws(E) {
    self.init(repeating: 0, count: count)
    var target = mutableSpan
    var bytes = unsafe target.mutableBytes
    try body(&bytes)
  }
}
