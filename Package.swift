// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// The Python helpers that run in the learner's environment.
let helpers = [
    "environment", "editor_source", "editor_values", "editor_expressions", "editor_run", "editor_around",
    "editor_block", "editor_plan", "editor_show", "editor_edits", "editor_url", "settings_editor", "project",
    "django_state", "create_superuser", "admin_login", "start_web",
]

let themes = ["dark", "light", "high-contrast", "colour-blind", "monochrome"]

let package = Package(
    name: "howdah",
    platforms: [.macOS(.v13)],
    products: [.executable(name: "howdah", targets: ["howdah"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        // The C side: curses behind a shim, libpq as it is.
        .target(
            name: "CCurses",
            linkerSettings: [
                .linkedLibrary("ncursesw", .when(platforms: [.linux])),
                .linkedLibrary("ncurses", .when(platforms: [.macOS])),
            ]),
        .systemLibrary(
            name: "CLibPQ", pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),

        // Swift, from the ground floor up.
        .target(
            name: "Themes", path: "Themes",
            resources: themes.map { .embedInCode("\($0).toml") }, swiftSettings: strict),
        .target(
            name: "HowdahText",
            dependencies: [.product(name: "TOMLKit", package: "TOMLKit")], swiftSettings: strict),
        .target(
            name: "HowdahTerminal",
            dependencies: [
                "CCurses", "Themes", "HowdahText",
                .product(name: "DequeModule", package: "swift-collections"),
            ], swiftSettings: strict),
        .target(
            name: "HowdahSetup",
            dependencies: [
                "CLibPQ", "HowdahText",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            resources: helpers.map { .embedInCode("Python/\($0).py") } + [.embedInCode("Handout/setup.sh")],
            swiftSettings: strict),
        .target(
            name: "HowdahWizard", dependencies: ["HowdahTerminal", "HowdahSetup", "HowdahText"],
            swiftSettings: strict),
        .executableTarget(
            name: "howdah",
            dependencies: [
                "HowdahWizard", "HowdahSetup", "HowdahTerminal", "HowdahText",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),

        // What the tests share: scratch clusters, accounts, environments, terminals.
        .target(
            name: "HowdahTestSupport",
            dependencies: [
                "HowdahSetup", "HowdahText", .product(name: "Subprocess", package: "swift-subprocess"),
            ], path: "Tests/Support", swiftSettings: strict),
        // Not installed: it breaks projects. The tests run it as the account that owns one.
        .executableTarget(
            name: "fault-maker", dependencies: ["HowdahSetup", "HowdahText"], path: "Tests/FaultMaker",
            swiftSettings: strict),
        .testTarget(name: "HowdahTextTests", dependencies: ["HowdahText"], swiftSettings: strict),
        .testTarget(name: "HowdahTerminalTests", dependencies: ["HowdahTerminal"], swiftSettings: strict),
        .testTarget(
            name: "HowdahSetupTests", dependencies: ["HowdahSetup", "HowdahTestSupport"], exclude: ["Python"],
            swiftSettings: strict),
        .testTarget(
            name: "HowdahWizardTests",
            dependencies: ["HowdahWizard", "HowdahSetup", "HowdahTerminal", "HowdahText"],
            exclude: ["Snapshots"], swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests", dependencies: ["howdah", "fault-maker", "HowdahTestSupport"],
            swiftSettings: strict),
    ]
)
