// swift-tools-version: 6.2

import PackageDescription

/// Every target is built alike: strict concurrency, no implicit imports, no warning let through.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// The house, from the ground floor up: a module imports only those below it.
let floors: [(module: String, imports: [String])] = [
  ("Diagnostics", []),
  ("Quantities", ["Diagnostics"]),
  ("Tables", ["Diagnostics", "Quantities"]),
  ("Randomness", []),
  ("Tariffs", ["Diagnostics", "Quantities", "Tables"]),
  ("Pathways", ["Diagnostics", "Quantities", "Tables"]),
  ("Populations", ["Diagnostics", "Quantities", "Tables", "Randomness"]),
  (
    "FundingFlows",
    ["Diagnostics", "Quantities", "Tables", "Randomness", "Tariffs", "Pathways", "Populations"]
  ),
  (
    "Contracts",
    ["Diagnostics", "Quantities", "Tables", "Randomness", "Tariffs", "Pathways", "FundingFlows"]
  ),
  ("Reports", ["Diagnostics", "Quantities", "Tables", "Populations"]),
]

let houseModules = floors.map { floor in
  Target.target(
    name: floor.module,
    dependencies: floor.imports.map { .byName(name: $0) },
    swiftSettings: settings
  )
}

let testModules = floors.map { floor in
  Target.testTarget(
    name: "\(floor.module)Tests",
    dependencies: (floor.imports + [floor.module, "TestSupport"]).map { .byName(name: $0) },
    exclude: floor.module == "Populations" ? ["Reference"] : [],
    swiftSettings: settings
  )
}

let package = Package(
  name: "CostedPathways",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "CostedPathways", targets: ["CostedPathways"]),
    .executable(name: "commission", targets: ["commission"]),
  ],
  dependencies: [],
  targets: houseModules + testModules + [
    .target(
      name: "CostedPathways",
      dependencies: floors.map { .byName(name: $0.module) },
      swiftSettings: settings
    ),
    .executableTarget(
      name: "commission",
      dependencies: ["CostedPathways", "Tables"],
      path: "Examples/commission",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "EarlierDiagnosis",
      dependencies: ["CostedPathways"],
      path: "Examples/EarlierDiagnosis",
      exclude: ["expected.txt"],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "Benchmarks",
      dependencies: ["Diagnostics", "Quantities", "Tables", "Randomness", "Populations", "Contracts"],
      path: "Tests/Benchmarks",
      exclude: ["apc.py", "negotiate.py", "psa.py"],
      swiftSettings: settings
    ),
    // What the tests of several floors need: seeded numbers, faults as text, folders of their own.
    .target(
      name: "TestSupport",
      dependencies: ["Diagnostics"],
      path: "Tests/Support",
      swiftSettings: settings
    ),
    .testTarget(
      name: "CommissionTests",
      dependencies: ["CostedPathways", "commission", "TestSupport"],
      swiftSettings: settings
    ),
  ]
)
