/** The core that is published, with imports that answer at random, in the same way to each engine. */
import { urlOf } from '../support/package.mjs';

const { coreModule } = await import(urlOf('core_module.mjs'));

/** Its bytes. */
export const CORE = coreModule;

const { exports, imports } = (() => {
  const module = new WebAssembly.Module(CORE);
  return { exports: WebAssembly.Module.exports(module), imports: WebAssembly.Module.imports(module) };
})();

/** The names of its functions. */
export const FUNCTIONS = exports.filter(({ kind }) => kind === 'function').map(({ name }) => name);

/** Imports that answer with what `answer` returns, and note what they were given in `told`. */
export const answering = (answer, told) =>
  Object.fromEntries(
    imports.map(({ name }) => [
      name,
      (...given) => {
        told.push([name, ...given]);
        return answer();
      },
    ]),
  );

/** The module that imports are looked up in. */
export const [{ module: MODULE }] = imports;
