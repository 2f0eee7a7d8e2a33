/**
 * An environment in which some variables get their values when they are first read. Writing or deleting one of them, and
 * asking whether it exists, reads nothing.
 *
 * @param values returns the values of all of them; called once, unless it throws
 */
export function lazyEnvironment(
  environment: NodeJS.ProcessEnv,
  names: Iterable<string>,
  values: () => Readonly<Record<string, string>>,
): NodeJS.ProcessEnv {
  const open = new Set(names);
  // What lists the variables finds them.
  for (const name of open) environment[name] = '';
  const settle = () => {
    const found = values();
    for (const name of open) environment[name] = found[name];
    open.clear();
  };
  const get = (target: NodeJS.ProcessEnv, name: string | symbol) => {
    if (open.has(String(name))) settle();
    return Reflect.get(target, name);
  };
  return new Proxy(environment, {
    get,
    set(target, name, value) {
      open.delete(String(name));
      return Reflect.set(target, name, value);
    },
    deleteProperty(target, name) {
      open.delete(String(name));
      return Reflect.deleteProperty(target, name);
    },
    getOwnPropertyDescriptor(target, name) {
      const found = Reflect.getOwnPropertyDescriptor(target, name);
      if (found === undefined || !open.has(String(name))) return found;
      const { configurable, enumerable } = found;
      return { configurable, enumerable, get: () => get(target, name) };
    },
  });
}
