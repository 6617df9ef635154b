import Contracts
import Quantities
import Testing

struct LineScopeTests {
  @Test(
    arguments: [
      (LineScope(), true), (.all, true), (.none, false),
      (LineScope(pointsOfDelivery: [.dayCase]), true), (LineScope(pointsOfDelivery: [.drug]), false),
      (LineScope(currencies: ["SB", "JA2"]), true), (LineScope(currencies: ["JA21"]), false),
      (LineScope(currencies: []), false),
      (LineScope(treatmentFunctions: ["103"]), true), (LineScope(treatmentFunctions: ["173"]), false),
      (LineScope(serviceCategories: ["12", "25"]), true), (LineScope(serviceCategories: ["21"]), false),
      (LineScope(bases: [.tariff]), true), (LineScope(bases: [.averageCost]), false),
      (LineScope(providers: ["R1H"]), true), (LineScope(providers: ["RJZ"]), false),
      (LineScope(commissioners: ["QMF"]), true), (LineScope(commissioners: ["QMJ"]), false),
      (LineScope(pathways: ["breast"]), true), (LineScope(pathways: ["lung"]), false),
      (LineScope(pointsOfDelivery: [.dayCase], providers: ["RJZ"]), false),
      (LineScope.all.except(LineScope(currencies: ["JA"])), false),
      (LineScope.all.except(LineScope(currencies: ["SB"])).except(LineScope(providers: ["RJZ"])), true),
      (LineScope.all.except(LineScope(currencies: ["SB"])).except(LineScope(providers: ["R1H"])), false),
      (LineScope.all.except(.none), true),
    ] as [(LineScope, Bool)]
  )
  func `a line fits when it fits every condition and no exception`(scope: LineScope, fits: Bool) {
    #expect(scope.contains(line("JA20F", .dayCase, treatmentFunction: "103")) == fits)
  }

  @Test func `a line without currency or place fits only scopes that ask for none`() {
    let bare = line(nil, nil)
    #expect(LineScope.all.contains(bare))
    #expect(!LineScope(currencies: ["JA"]).contains(bare))
    #expect(!LineScope.emergency.contains(bare))
    #expect(LineScope.all.except(.passThrough).contains(bare))
  }

  @Test(arguments: PointOfDelivery.allCases)
  func `emergencies and pass-through are the places named`(place: PointOfDelivery) {
    let one = line("DZ17T", place)
    #expect(LineScope.emergency.contains(one) == ["NEL", "NELST", "NELXBD"].contains(place.rawValue))
    #expect(LineScope.passThrough.contains(one) == ["DRUG", "DEVICE"].contains(place.rawValue))
  }
}
