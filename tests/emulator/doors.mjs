/**
 * The servers that stand before the one store. Whatever is tested over HTTP is tested through each.
 *
 *   EMULATOR_BIN   the axum server's command
 */
import path from 'node:path';
import { PACKAGE_DIR } from '../support/package.mjs';

const { EMULATOR_BIN } = process.env;
if (!EMULATOR_BIN) throw new Error("EMULATOR_BIN has to be set: 'cargo xtask test' does that.");

/** @typedef {{ name: string, command: string[] }} Door */

/** The command of the npm package, under a Node.js. */
export const npmDoor = (node = process.execPath, name = 'npm') => ({
  name,
  command: [node, path.join(PACKAGE_DIR, 'command.mjs'), 'emulator'],
});

/** @type {Door[]} */
export const doors = [{ name: 'axum', command: [EMULATOR_BIN] }, npmDoor()];
