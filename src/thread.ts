/** Where a module lies that is to run on a thread of its own. */

/**
 * @param name relative and without ending, e.g. `./reading-worker`.
 * @param from the `import.meta.url` of the module that starts it.
 * @returns what `Worker` takes: the built file, or the source through tsx, which only tests run and which has to be told to each thread.
 */
export function threadOf(name: string, from: string): URL {
  if (from.endsWith('.js')) return new URL(`${name}.js`, from);
  const { href } = new URL(`${name}.ts`, from);
  const tsx = import.meta.resolve('tsx/esm/api');
  return new URL(
    `data:text/javascript,import { register } from '${tsx}'; register(); await import('${href}');`,
  );
}
