use super::super::machine::{Debian, NpmPackages, Own, Tool};
use super::*;

const EVERYTHING: [Need; 9] = [
    Need::WasmTarget,
    Need::StdSource,
    Need::WasmBindgen,
    Need::WasmPack,
    Need::CargoDeny,
    Need::CargoFuzz,
    Need::NodeModules,
    Need::Browser,
    Need::Driver,
];
const COMPILER: [Need; 2] = [Need::WasmTarget, Need::StdSource];

fn tool(package: &str, version: &str, installed: bool) -> Tool {
    Tool { package: package.to_owned(), version: version.to_owned(), installed, failed: false }
}

/// rustup's stable Rust, Node.js 20 and apt, as root, and nothing else.
fn fresh() -> Machine {
    Machine {
        wish: Wish::Auto,
        no_install: false,
        offline: false,
        rustup: true,
        rustup_failed: false,
        own: Own { target: false, source: false },
        debian: Debian { compiler: false, source: false, linker: false, sysroot: false },
        apt: true,
        lld: vec![14, 16, 22, 24],
        privilege: Privilege::Root,
        wasm_bindgen: tool("wasm-bindgen-cli", "0.2.130", false),
        wasm_pack: tool("wasm-pack", "0.15.1", false),
        cargo_deny: tool("cargo-deny", "0.20.2", false),
        cargo_fuzz: tool("cargo-fuzz", "0.13.2", false),
        node: Some(20),
        npm: true,
        npm_packages: NpmPackages::None,
        chromium: false,
        chromedriver: false,
    }
}

fn complete() -> Machine {
    Machine {
        own: Own { target: true, source: true },
        wasm_bindgen: tool("wasm-bindgen-cli", "0.2.130", true),
        wasm_pack: tool("wasm-pack", "0.15.1", true),
        cargo_deny: tool("cargo-deny", "0.20.2", true),
        cargo_fuzz: tool("cargo-fuzz", "0.13.2", true),
        npm_packages: NpmPackages::All,
        chromium: true,
        chromedriver: true,
        ..fresh()
    }
}

fn apt(packages: &[&str], privilege: Privilege) -> Step {
    Step::Apt { packages: packages.iter().map(|&name| name.to_owned()).collect(), privilege }
}

fn remedies(plan: &Plan) -> Vec<&str> {
    plan.missing.iter().map(|missing| missing.remedy.as_str()).collect()
}

#[test]
fn a_fresh_machine_gets_everything_in_an_order_that_works() {
    let plan = plan(&fresh(), &EVERYTHING);
    let expected = [
        Step::Rustup { target: true, source: true },
        apt(&["chromium", "chromium-driver"], Privilege::Root),
        Step::CargoInstall { package: "wasm-bindgen-cli".into(), version: "0.2.130".into() },
        Step::CargoInstall { package: "wasm-pack".into(), version: "0.15.1".into() },
        Step::CargoInstall { package: "cargo-deny".into(), version: "0.20.2".into() },
        Step::CargoInstall { package: "cargo-fuzz".into(), version: "0.13.2".into() },
        Step::NpmCi(NpmPackages::All),
    ];
    assert_eq!(plan, Plan { route: Route::Own, steps: expected.into(), missing: vec![] });
}

#[test]
fn the_second_run_installs_nothing() {
    let plan = plan(&complete(), &EVERYTHING);
    assert_eq!(plan, Plan { route: Route::Own, steps: vec![], missing: vec![] });
}

#[test]
fn a_command_installs_only_what_it_needs() {
    let steps = |machine: &Machine, need: Need| plan(machine, &[need]).steps;
    assert_eq!(steps(&fresh(), Need::BuildModules), [Step::NpmCi(NpmPackages::Build)]);
    assert_eq!(steps(&fresh(), Need::NodeModules), [Step::NpmCi(NpmPackages::All)]);
    let built = Machine { npm_packages: NpmPackages::Build, ..fresh() };
    assert_eq!(steps(&built, Need::BuildModules), []);
    assert_eq!(steps(&built, Need::NodeModules), [Step::NpmCi(NpmPackages::All)]);
    assert_eq!(steps(&complete(), Need::BuildModules), []);
}

#[test]
fn only_the_half_that_is_missing_is_asked_of_rustup() {
    let machine = Machine { own: Own { target: true, source: false }, ..complete() };
    assert_eq!(plan(&machine, &EVERYTHING).steps, [Step::Rustup { target: false, source: true }]);
    let machine = Machine { own: Own { target: false, source: true }, ..complete() };
    assert_eq!(plan(&machine, &EVERYTHING).steps, [Step::Rustup { target: true, source: false }]);
    assert_eq!(plan(&machine, &[Need::StdSource]).steps, []);
}

#[test]
fn where_rustup_reaches_nothing_debians_compiler_serves() {
    let machine = Machine { rustup_failed: true, ..complete() };
    let machine = Machine { own: Own { target: false, source: false }, ..machine };
    let plan = plan(&machine, &EVERYTHING);
    let packages = apt(&["rustc-web", "cargo-web", "rust-web-src", "lld-22"], Privilege::Root);
    assert_eq!(plan, Plan { route: Route::Debian, steps: vec![packages, Step::DebianSysroot], missing: vec![] });
}

#[test]
fn without_rustup_debians_compiler_serves_at_once() {
    let plan = plan(&Machine { rustup: false, ..fresh() }, &COMPILER);
    assert_eq!(plan.route, Route::Debian);
    assert_eq!(plan.steps.len(), 2);
}

#[test]
fn a_debian_compiler_that_is_there_spares_the_wait_for_rustup() {
    let all = Debian { compiler: true, source: true, linker: true, sysroot: true };
    let plan = plan(&Machine { debian: all, ..fresh() }, &COMPILER);
    assert_eq!(plan, Plan { route: Route::Debian, steps: vec![], missing: vec![] });
}

#[test]
fn a_complete_compiler_in_use_is_preferred_to_debians() {
    let all = Debian { compiler: true, source: true, linker: true, sysroot: true };
    assert_eq!(plan(&Machine { debian: all, ..complete() }, &COMPILER).route, Route::Own);
}

#[test]
fn the_users_choice_of_compiler_is_followed() {
    let debian = plan(&Machine { wish: Wish::Debian, ..complete() }, &COMPILER);
    assert_eq!((debian.route, debian.steps.len()), (Route::Debian, 2));
    let rustup = plan(&Machine { wish: Wish::Rustup, rustup_failed: true, ..fresh() }, &COMPILER);
    assert_eq!((rustup.route, rustup.steps.len()), (Route::Own, 0));
    assert_eq!(remedies(&rustup), ["Run: rustup target add wasm32-unknown-unknown && rustup component add rust-src"]);
}

#[test]
fn an_updated_debian_compiler_gets_a_new_standard_library() {
    let all = Debian { compiler: true, source: true, linker: true, sysroot: false };
    let plan = plan(&Machine { wish: Wish::Debian, debian: all, ..complete() }, &COMPILER);
    assert_eq!(plan.steps, [Step::DebianSysroot]);
}

#[test]
fn the_linker_is_the_oldest_that_understands_the_compiler() {
    let lld = |offered: &[u32]| {
        let machine = Machine { wish: Wish::Debian, lld: offered.into(), ..complete() };
        match plan(&machine, &COMPILER).steps.first() {
            Some(Step::Apt { packages, .. }) => packages.last().cloned(),
            _ => None,
        }
    };
    assert_eq!(lld(&[14, 24, 23]).as_deref(), Some("lld-23"));
    assert_eq!(lld(&[]).as_deref(), Some("lld-22"), "before the first apt-get update nothing is offered");
}

#[test]
fn without_the_right_to_install_the_user_gets_one_line_to_run() {
    let plan =
        plan(&Machine { privilege: Privilege::None, chromedriver: true, ..fresh() }, &[Need::Browser, Need::Driver]);
    assert_eq!(plan.steps, []);
    assert_eq!(remedies(&plan), ["Run: sudo apt-get update && sudo apt-get install --yes chromium"]);
}

#[test]
fn without_apt_a_browser_must_come_from_the_user() {
    let plan = plan(&Machine { apt: false, ..fresh() }, &[Need::Browser, Need::Driver]);
    assert_eq!(plan.steps, []);
    assert!(remedies(&plan).iter().any(|line| line.contains("CHROME") && line.contains("CHROMEDRIVER")), "{plan:?}");
}

#[test]
fn without_rustup_and_apt_the_message_says_what_rustup_would_do() {
    let plan = plan(&Machine { apt: false, rustup: false, ..fresh() }, &[Need::WasmTarget]);
    assert_eq!(remedies(&plan), ["Run: rustup target add wasm32-unknown-unknown"]);
}

#[test]
fn no_install_installs_nothing_and_names_everything() {
    let plan = plan(&Machine { no_install: true, ..fresh() }, &EVERYTHING);
    assert_eq!(plan.steps, []);
    assert_eq!(plan.missing.len(), 5);
    assert!(remedies(&plan).contains(&"Run: cargo install wasm-bindgen-cli --version 0.2.130"));
    assert!(remedies(&plan).contains(&"Run: apt-get update && apt-get install --yes chromium chromium-driver"));
}

#[test]
fn no_install_is_content_with_a_complete_machine() {
    assert_eq!(plan(&Machine { no_install: true, ..complete() }, &EVERYTHING).missing, []);
}

#[test]
fn offline_nothing_is_tried() {
    let plan = plan(&Machine { offline: true, ..fresh() }, &EVERYTHING);
    assert_eq!((plan.steps.len(), plan.missing.len()), (0, 5));
}

#[test]
fn a_tool_that_can_be_done_without_stops_nobody() {
    const OPTIONAL: [Need; 2] = [Need::CargoDeny, Need::CargoFuzz];
    for machine in [Machine { no_install: true, ..fresh() }, Machine { offline: true, ..fresh() }] {
        assert_eq!(plan(&machine, &OPTIONAL), Plan { route: Route::Own, steps: vec![], missing: vec![] });
    }
    let failed = Tool { failed: true, ..fresh().cargo_deny };
    let plan = plan(&Machine { cargo_deny: failed, ..fresh() }, &OPTIONAL);
    assert_eq!(plan.steps, [Step::CargoInstall { package: "cargo-fuzz".into(), version: "0.13.2".into() }]);
}

#[test]
fn a_tool_that_is_needed_is_never_done_without() {
    let failed = Tool { failed: true, ..fresh().wasm_pack };
    assert_eq!(plan(&Machine { wasm_pack: failed, ..fresh() }, &[Need::WasmPack]).steps.len(), 1);
}

#[test]
fn an_old_or_absent_node_is_named_with_the_version_that_is_needed() {
    for node in [None, Some(18)] {
        let plan = plan(&Machine { node, ..fresh() }, &[Need::NodeModules]);
        assert_eq!(plan.steps, []);
        assert!(plan.missing.iter().any(|missing| missing.thing.contains("Node.js 20")), "{plan:?}");
    }
    assert_eq!(plan(&Machine { npm: false, ..complete() }, &[Need::NodeModules]).missing.len(), 1);
}

#[test]
fn sudo_is_used_where_it_serves() {
    let plan = plan(&Machine { privilege: Privilege::Sudo, ..fresh() }, &[Need::Browser]);
    assert_eq!(plan.steps, [apt(&["chromium"], Privilege::Sudo)]);
}
