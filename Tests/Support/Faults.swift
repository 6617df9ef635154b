public import Diagnostics
import Testing

/// The faults for which some work is refused, as printed without their fixes; none when it is accepted.
public func faults<Value>(_ work: () throws(DiagnosticList) -> Value) -> [String] {
  do throws(DiagnosticList) {
    _ = try work()
    return []
  } catch {
    #expect(error.warnings.isEmpty)
    #expect(error.errors.allSatisfy { !$0.fix.isEmpty })
    return error.errors.map { fault in
      "\(fault.position?.description ?? "") \(fault.message) [\(fault.code)]"
    }
  }
}

/// What the user is told to do about the faults for which some work is refused.
public func fixes<Value>(_ work: () throws(DiagnosticList) -> Value) -> [String] {
  do throws(DiagnosticList) {
    _ = try work()
    return []
  } catch {
    return error.errors.map(\.fix)
  }
}

/// The places of the faults for which some work is refused.
public func places<Value>(_ work: () throws(DiagnosticList) -> Value) -> [Position] {
  do throws(DiagnosticList) {
    _ = try work()
    return []
  } catch {
    return error.errors.compactMap(\.position)
  }
}
