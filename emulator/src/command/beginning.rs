//! What the emulator begins with: ids, clock, tokens, `--seed`, and what `--data` has kept.

use crate::arguments::Arguments;
use std::io::{self, Write};
use std::path::Path;
use stripe_apps_secrets_emulator::greeting::{GUESSABLE, damaged};
use stripe_apps_secrets_emulator::server::{DataFile, Found, SharedEmulator, real_time};
use stripe_apps_secrets_emulator::{Beginning, Emulator, State};

/// An emulator that holds the seed, which is what a reset goes back to.
pub fn emulator(arguments: &Arguments) -> Result<SharedEmulator, String> {
    let state = arguments.seed.as_deref().map(read_seed).transpose()?.unwrap_or_default();
    let beginning = Beginning { seed: arguments.seed_ids, frozen_at: arguments.frozen_at, state };
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
    let Some(path) = arguments.data.as_deref() else { return Ok(None) };
    match DataFile::read(path).map_err(|error| unusable(path, &error))? {
        Found::Nothing => {}
        Found::State(state) => restore(emulator, *state, arguments),
        Found::Damaged { aside, why } => {
            warn(&damaged(&path.display().to_string(), &aside.display().to_string(), &why));
        }
    }
    DataFile::keep(path.into(), emulator.clone()).map(Some).map_err(|error| unusable(path, &error))
}

fn restore(emulator: &SharedEmulator, state: State, Arguments { frozen_at, .. }: &Arguments) {
    let state = if frozen_at.is_some() { state.without_clock() } else { state };
    emulator.with(|emulator, now| emulator.set_state(state, now));
}

fn read_seed(path: &Path) -> Result<State, String> {
    let text = std::fs::read(path).map_err(|error| unusable(path, &error))?;
    State::from_json(&text).map_err(|fault| format!("{} is no state: {fault}", path.display()))
}

fn unusable(path: &Path, error: &io::Error) -> String {
    format!("{} cannot be used: {error}", path.display())
}

fn warn(line: &str) {
    let _ = writeln!(io::stderr(), "stripe-apps-secrets-emulator: {line}");
}
