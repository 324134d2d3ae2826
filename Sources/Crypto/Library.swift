// Library.swift: starts libsodium, once, before its first use.
//
// Not for callers: every entry point of this module calls it.

private import CSodium

/// Initialises libsodium on first use; the cost of later calls is one comparison.
///
/// - Precondition: The system has a source of randomness.
func requireLibrary() {
  precondition(libraryStatus >= 0, "libsodium cannot find a source of randomness")
}

/// 0 after the first initialisation, 1 where somebody else did it before, negative on failure.
private let libraryStatus = sodium_init()
