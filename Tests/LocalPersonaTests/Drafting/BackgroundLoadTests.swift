import Testing

@testable import LocalPersona

@Suite("background load")
struct BackgroundLoadTests {
  private struct Failure: Error, Equatable {}

  @Test func givesWhatWasLoadedAsOftenAsAsked() throws {
    let loading = BackgroundLoad { 7 }
    #expect(try loading.get() == 7)
    #expect(try loading.get() == 7)
  }

  @Test func throwsWhatLoadingThrew() {
    let loading = BackgroundLoad<Int> { throw Failure() }
    #expect(throws: Failure()) { try loading.get() }
  }
}
