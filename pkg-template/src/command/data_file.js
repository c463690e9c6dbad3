// The file of `--data`: everything that was acknowledged is in it, at any moment.
//
// It is written beside its place, flushed to the disk, and renamed: whoever reads it finds the state before a change or
// after it, and no answer goes out before its change is in. One writing serves all requests that wait for it.

import { existsSync, promises, readFileSync, realpathSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { real, says } from './console.js';

/** Payloads are in it: nobody else on this machine is to read them. */
const PRIVATE = 0o600;

export class DataFile {
  #door;
  #changes = 0;
  #kept = 0;
  #writing;

  constructor(path, door) {
    this.path = path;
    this.#door = door;
  }

  /**
   * Goes on with what the file holds, and keeps the emulator in it from now on. A damaged file is moved aside, so that it
   * is not overwritten. Rejects with what the system says against it.
   */
  static async open(rules, door, file) {
    const text = ifThere(() => readFileSync(file));
    if (text) restore(rules, door, file, text);
    // A link stays a link: what it points to is replaced.
    const kept = new DataFile(ifThere(() => realpathSync(file)) ?? file, door);
    await kept.#write();
    return kept;
  }

  /** Counts a change that has to be kept before it is acknowledged. */
  countChange() {
    this.#changes++;
  }

  /** Resolves when every change so far is in the file. Rejects if it cannot be written; the next to wait tries again. */
  async untilKept() {
    const wanted = this.#changes;
    while (this.#kept < wanted) {
      // Another's failure is not this one's: the next turn tries again.
      if (this.#writing) await this.#writing.catch(() => {});
      else await (this.#writing = this.#write().finally(() => (this.#writing = undefined)));
    }
  }

  async #write() {
    const changes = this.#changes;
    const beside = `${this.path}.writing`;
    const file = await promises.open(beside, 'w', PRIVATE);
    try {
      await file.writeFile(this.#door.stateJson(real()));
      await file.sync();
    } finally {
      await file.close();
    }
    await promises.rename(beside, this.path);
    await flushFolder(this.path);
    this.#kept = changes;
  }
}

/** What a file gives, or nothing where there is no such file. */
const ifThere = (act) => {
  try {
    return act();
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
};

const restore = (rules, door, file, text) => {
  try {
    door.restore(text, real());
  } catch (fault) {
    says(rules.damageMessage(file, moveAside(file), fault.message));
  }
};

/** Gives a file the first name of its kind that is free. */
const moveAside = (file) => {
  for (let n = 1; ; n++) {
    const aside = `${file}.damaged-${n}`;
    if (existsSync(aside)) continue;
    renameSync(file, aside);
    return aside;
  }
};

/** A new name is on the disk once its folder is. Windows flushes it by itself. */
const flushFolder = async (path) => {
  if (process.platform === 'win32') return;
  const folder = await promises.open(dirname(path));
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};
