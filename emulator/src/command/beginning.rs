//! What the emulator begins with: ids, clock, tokens, `--seed`, and what `--data` has kept.

use std::io::{self, Write};
use std::path::Path;
use stripe_apps_secrets_emulator::Emulator;
use stripe_apps_secrets_emulator::arguments::Arguments;
use stripe_apps_secrets_emulator::greeting::{GUESSABLE, damaged, no_state, not_usable};
use stripe_apps_secrets_emulator::server::{DataFile, Found, SharedEmulator, real_time};

/// An emulator that holds the seed, which is what a reset goes back to.
pub fn emulator(arguments: &Arguments) -> Result<SharedEmulator, String> {
    let file = arguments.seed.as_deref();
    let text = file.map(|file| std::fs::read(file).map_err(|error| cannot_use(file, &error))).transpose()?;
    let beginning = arguments.beginning(text.as_deref());
    let beginning = beginning.map_err(|fault| no_state(file.unwrap_or_default(), &fault.to_string()))?;
    let emulator = Emulator::beginning_with(beginning, real_time());
    match &arguments.token_seed {
        None => Ok(SharedEmulator::new(emulator)),
        Some(text) => {
            warn(GUESSABLE);
            Ok(SharedEmulator::with_token_seed(emulator, text))
        }
    }
}

/// The file that keeps the emulator's state. What it holds goes before the seed.
pub fn data(arguments: &Arguments, emulator: &SharedEmulator) -> Result<Option<DataFile>, String> {
    let Some(file) = arguments.data.as_deref() else { return Ok(None) };
    match DataFile::read(Path::new(file)).map_err(|error| cannot_use(file, &error))? {
        Found::Nothing => {}
        Found::State(state) => {
            let state = arguments.restored(*state);
            emulator.with(|emulator, now| emulator.set_state(state, now));
        }
        Found::Damaged { aside, why } => warn(&damaged(file, &aside.display().to_string(), &why)),
    }
    DataFile::keep(file.into(), emulator.clone()).map(Some).map_err(|error| cannot_use(file, &error))
}

fn cannot_use(file: &str, error: &io::Error) -> String {
    not_usable(file, &error.to_string())
}

fn warn(line: &str) {
    let _ = writeln!(io::stderr(), "stripe-apps-secrets-emulator: {line}");
}
