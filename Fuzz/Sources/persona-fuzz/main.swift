// main.swift: hands the parser that the environment names to libFuzzer, with the arguments as they are.
//
// The name is in the environment because libFuzzer starts this program again, with arguments of its own, to
// merge and to minimise.

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do {
    _ = try Chosen.check(Array(UnsafeBufferPointer(start: start, count: count)))
  } catch {
    fatalError("not so: \(error)")
  }
  return 0
}

if CommandLine.arguments.dropFirst() == ["--list"] {
  for target in FuzzTarget.all { print(target.name) }
  exit(0)
}
guard Chosen.target != nil else {
  print("usage: PERSONA_FUZZ_TARGET=NAME persona-fuzz [OPTION OF libFuzzer ...] FOLDER ...; names: --list")
  exit(2)
}
var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
exit(runDriver(&count, &arguments, testOneInput))
