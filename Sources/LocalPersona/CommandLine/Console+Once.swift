// Console+Once.swift: a warning that is given once, of what goes wrong again and again.

extension Console {
  /// What warns of the first of several failures: a disk that is full stays so, batch after batch.
  ///
  /// - Parameter words: What is said of it.
  /// - Returns: To be told each failure.
  func warningOnce(_ words: @escaping (Explanation) -> String) -> (any Error) -> Void {
    var isTold = false
    return { error in
      if !isTold { self.warn(words(Explanation(of: error))) }
      isTold = true
    }
  }
}
