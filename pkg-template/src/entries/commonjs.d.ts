/** What CommonJS gives an entry. */
declare const module: { exports: unknown };
