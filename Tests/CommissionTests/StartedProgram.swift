import Foundation

/// A program that was started, by the system's own call.
///
/// Foundation's `Process` lists the open files of the tests while other tests open and close theirs, and now and then
/// reads beyond the list.
struct StartedProgram {
  /// The number of its process.
  let identifier: pid_t

  /// The files that are its standard input, output and error.
  struct Streams {
    let input: String
    let output: String
    let complaint: String
  }

  /// Starts a program in a folder; no signal is blocked in it.
  init(
    _ path: String,
    _ arguments: [String],
    environment: [String: String],
    in folder: String,
    _ streams: Streams
  )
    throws
  {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    let writing = O_WRONLY | O_CREAT | O_TRUNC
    unsafe posix_spawn_file_actions_addopen(&actions, 0, streams.input, O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, streams.output, writing, 0o600)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, streams.complaint, writing, 0o600)
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    // The shell goes to the folder and becomes the program.
    let shell = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder, path]
    var words = unsafe (shell + arguments).map { unsafe strdup($0) } + [nil]
    var variables = unsafe environment.map { unsafe strdup("\($0)=\($1)") } + [nil]
    defer { unsafe (words + variables).forEach { unsafe free($0) } }
    var identifier: pid_t = 0
    let fault = unsafe posix_spawn(&identifier, "/bin/sh", &actions, &attributes, &words, &variables)
    guard fault == 0 else { throw POSIXError(POSIXErrorCode(rawValue: fault) ?? .EIO) }
    self.identifier = identifier
  }

  /// Waits until it has ended: its status, or the signal that ended it, negative.
  func end() async -> Int32 {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { [identifier] in
        var status: Int32 = 0
        while unsafe waitpid(identifier, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        continuation.resume(returning: signal == 0 ? (status >> 8) & 0xFF : -signal)
      }
    }
  }
}
