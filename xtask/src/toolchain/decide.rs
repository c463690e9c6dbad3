//! What is missing on a machine, and how it gets there: decided from a description alone, so that every kind of machine
//! can be tested on this one. Nothing here looks at the machine or changes it.

use super::machine::{Machine, NpmPackages, Privilege, Wish};
use super::step::{Missing, Step};

/// Debian's compiler, its package manager and the standard library's source: one version, packaged for browsers.
const DEBIAN_COMPILER: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];
/// The oldest linker that knows what Debian's compiler writes (both are of LLVM 22).
const OLDEST_LLD: u32 = 22;
/// The oldest Node.js that the package and its tests support.
const OLDEST_NODE: u32 = 20;

/// Something that a command cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The standard library compiled for wasm32, where tools look for it.
    WasmTarget,
    /// The standard library's source, to be compiled along.
    StdSource,
    /// wasm-bindgen's command, in the version of `Cargo.lock`.
    WasmBindgen,
    /// wasm-pack, which runs tests in a browser.
    WasmPack,
    /// cargo-deny, where it can be had.
    CargoDeny,
    /// cargo-fuzz, where it can be had.
    CargoFuzz,
    /// Node.js, and the npm packages that build the package and show the demo.
    BuildModules,
    /// Node.js, and all npm packages of `tests/package-lock.json`.
    NodeModules,
    /// Chromium.
    Browser,
    /// Chromium's driver.
    Driver,
}

/// Whether the steps that want a tool are skipped where it cannot be installed.
pub fn is_optional(package: &str) -> bool {
    matches!(package, "cargo-deny" | "cargo-fuzz")
}

/// Which compiler builds for wasm32. Native code is always built by the compiler that runs these commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// The compiler in use, with the target that rustup installed.
    Own,
    /// Debian's, beside the one in use.
    Debian,
}

/// What is to be done, in order, and what nobody can do here.
#[derive(Debug, PartialEq, Eq)]
pub struct Plan {
    /// Which compiler serves once the steps are done.
    pub route: Route,
    /// What to do, in this order.
    pub steps: Vec<Step>,
    /// What stays missing; when there is any, no step is to be done.
    pub missing: Vec<Missing>,
}

/// Decides what to do on `machine` so that every need is met.
pub fn plan(machine: &Machine, needs: &[Need]) -> Plan {
    let mut draft =
        Draft { machine, needs, packages: Vec::new(), early: Vec::new(), late: Vec::new(), missing: Vec::new() };
    let route = draft.compiler();
    draft.browser();
    draft.tools();
    draft.npm_packages();
    draft.finish(route)
}

struct Draft<'a> {
    machine: &'a Machine,
    needs: &'a [Need],
    packages: Vec<String>,
    early: Vec<Step>,
    late: Vec<Step>,
    missing: Vec<Missing>,
}

impl Draft<'_> {
    fn needs(&self, need: Need) -> bool {
        self.needs.contains(&need)
    }

    fn compiler(&mut self) -> Route {
        let lacks_target = self.needs(Need::WasmTarget) && !self.machine.own.target;
        let lacks_source = self.needs(Need::StdSource) && !self.machine.own.source;
        let wants_any = self.needs(Need::WasmTarget) || self.needs(Need::StdSource);
        if !wants_any {
            return Route::Own;
        }
        match self.machine.wish {
            Wish::Debian => self.debian(),
            Wish::Auto if (lacks_target || lacks_source) && self.prefers_debian() => self.debian(),
            Wish::Auto | Wish::Rustup => self.rustup(lacks_target, lacks_source),
        }
    }

    /// Debian's compiler when it is all there already, or when rustup cannot serve and apt can.
    fn prefers_debian(&self) -> bool {
        let rustup_serves = self.machine.rustup && !self.machine.rustup_failed;
        self.machine.debian.sysroot || (!rustup_serves && self.machine.apt)
    }

    fn rustup(&mut self, target: bool, source: bool) -> Route {
        if target || source {
            let step = Step::Rustup { target, source };
            if self.machine.rustup && !self.machine.rustup_failed {
                self.early.push(step);
            } else {
                self.missing.push(Missing::of(&step));
            }
        }
        Route::Own
    }

    fn debian(&mut self) -> Route {
        let debian = &self.machine.debian;
        let complete = debian.compiler && debian.source && debian.linker;
        if !complete {
            let lld = self.machine.lld.iter().filter(|version| **version >= OLDEST_LLD).min().unwrap_or(&OLDEST_LLD);
            self.packages.extend(DEBIAN_COMPILER.map(str::to_owned));
            self.packages.push(format!("lld-{lld}"));
        }
        if !complete || !debian.sysroot {
            self.late.push(Step::DebianSysroot);
        }
        Route::Debian
    }

    fn browser(&mut self) {
        if self.needs(Need::Browser) && !self.machine.chromium {
            self.packages.push("chromium".to_owned());
        }
        if self.needs(Need::Driver) && !self.machine.chromedriver {
            self.packages.push("chromium-driver".to_owned());
        }
    }

    fn tools(&mut self) {
        let machine = self.machine;
        let tools = [
            (Need::WasmBindgen, &machine.wasm_bindgen),
            (Need::WasmPack, &machine.wasm_pack),
            (Need::CargoDeny, &machine.cargo_deny),
            (Need::CargoFuzz, &machine.cargo_fuzz),
        ];
        for (need, tool) in tools {
            let cannot = tool.failed || machine.no_install || machine.offline;
            let done_without = is_optional(&tool.package) && cannot;
            if self.needs(need) && !tool.installed && !done_without {
                self.late.push(Step::CargoInstall { package: tool.package.clone(), version: tool.version.clone() });
            }
        }
    }

    fn npm_packages(&mut self) {
        let wanted = if self.needs(Need::NodeModules) {
            NpmPackages::All
        } else if self.needs(Need::BuildModules) {
            NpmPackages::Build
        } else {
            return;
        };
        if self.machine.node.is_none_or(|version| version < OLDEST_NODE) || !self.machine.npm {
            self.missing.push(Missing::node(OLDEST_NODE, self.machine.node));
        } else if self.machine.npm_packages < wanted {
            self.late.push(Step::NpmCi(wanted));
        }
    }

    fn finish(mut self, route: Route) -> Plan {
        let mut steps = std::mem::take(&mut self.early);
        if !self.packages.is_empty() {
            let packages = std::mem::take(&mut self.packages);
            let step = Step::Apt { packages: packages.clone(), privilege: self.machine.privilege };
            match (self.machine.apt, self.machine.privilege) {
                (false, _) => self.missing.extend(Missing::without_apt(&packages)),
                (true, Privilege::None) => self.missing.push(Missing::of(&step)),
                (true, _) => steps.push(step),
            }
        }
        steps.append(&mut self.late);
        if self.machine.no_install || self.machine.offline {
            self.missing.extend(steps.drain(..).map(|step| Missing::of(&step)));
        }
        Plan { route, steps, missing: self.missing }
    }
}

#[cfg(test)]
mod tests;
