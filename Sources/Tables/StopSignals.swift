#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The signals by which a user stops a program: Ctrl-C (SIGINT), `kill` (SIGTERM), a closed terminal (SIGHUP).
///
/// Which of two answers a signal gets is known to the system alone; the program keeps nothing of its own that
/// changes.
package enum StopSignals {
  private static let all = [SIGINT, SIGTERM, SIGHUP]

  /// Ends the process at such a signal from now on, with the status 128 + its number, and says what was written.
  ///
  /// A signal that is ignored stays so, as `nohup` asks. One that waits no longer does: a process inherits that
  /// from the thread that started it, which may have been one of Dispatch's.
  package static func endProcess() {
    for number in all where isSame(signal(number, stoppedBefore), SIG_IGN) {
      _ = signal(number, SIG_IGN)
    }
    var signals = set
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static var set: sigset_t {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for number in all { unsafe sigaddset(&set, number) }
    return set
  }

  /// Does something during which such signals wait; true when files were put in place.
  ///
  /// They wait in this thread; the threads that Dispatch makes never take them.
  @discardableResult
  static func wait(during work: () -> Bool) -> Bool {
    var (signals, before) = (set, sigset_t())
    unsafe pthread_sigmask(SIG_BLOCK, &signals, &before)
    let isWritten = work()
    if isWritten { tellThatOutputsAreWritten() }
    unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
    return isWritten
  }

  /// Changes the answer, unless it is not ours.
  private static func tellThatOutputsAreWritten() {
    for number in all {
      let answer = signal(number, stoppedAfter)
      if !isSame(answer, stoppedBefore) { _ = signal(number, answer) }
    }
  }

  private typealias Answer = @convention(c) (Int32) -> Void

  private static func isSame(_ one: Answer?, _ other: Answer?) -> Bool {
    unsafe unsafeBitCast(one, to: Int.self) == unsafeBitCast(other, to: Int.self)
  }
}

// What follows runs within a signal handler, where nothing may be allocated and no lock be taken.

private func stoppedBefore(_ number: Int32) {
  say("commission: stopped; nothing was written\n")
  _exit(128 + number)
}

private func stoppedAfter(_ number: Int32) {
  say("commission: stopped; the outputs are written\n")
  _exit(128 + number)
}

private func say(_ text: StaticString) {
  // On a terminal a line of progress may stand there.
  if isatty(2) == 1 { say(bytes: "\r\u{1B}[K") }
  say(bytes: text)
}

private func say(bytes text: StaticString) {
  _ = unsafe write(2, text.utf8Start, text.utf8CodeUnitCount)
}
