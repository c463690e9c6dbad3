/**
 * The servers that stand before the one store. Whatever is tested over HTTP is tested through each.
 *
 *   EMULATOR_BIN   the axum server's command
 */
import path from 'node:path';
import { PACKAGE_DIR } from '../support/package.mjs';

const { EMULATOR_BIN } = process.env;
if (!EMULATOR_BIN) throw new Error("EMULATOR_BIN has to be set: 'cargo xtask test' does that.");

/** @typedef {{ name: string, command: string[], kills: number }} Door */

/** The command of the npm package, under a Node.js. */
export const npmDoor = (node = process.execPath, name = 'npm') => ({
  name,
  command: [node, path.join(PACKAGE_DIR, 'command.mjs'), 'emulator'],
  kills: 100,
});

/**
 * `kills`: how often a server is killed while it is written to. Node.js takes ten times as long to start.
 *
 * @type {Door[]}
 */
export const doors = [{ name: 'axum', command: [EMULATOR_BIN], kills: 200 }, npmDoor()];
