/** What CommonJS gives an entry. */
declare const module: { exports: unknown };
/** What bundlers fill in; where none did, there may be no `process`. */
declare const process: { env: { NODE_ENV?: string } };
