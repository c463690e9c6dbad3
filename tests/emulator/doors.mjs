/**
 * The servers that stand before the one store. Whatever is tested over HTTP is tested through each.
 *
 *   EMULATOR_BIN   the axum server's command
 */
const { EMULATOR_BIN } = process.env;
if (!EMULATOR_BIN) throw new Error("EMULATOR_BIN has to be set: 'cargo xtask test' does that.");

/** @typedef {{ name: string, command: string[] }} Door */

/** @type {Door[]} */
export const doors = [{ name: 'axum', command: [EMULATOR_BIN] }];
