import { type Fault, objectOf, textsOf } from './faults';

/** What the tools have to know of the application that they start, and in which they make components. */
export interface ApplicationOptions {
  /** The arguments of the application when `start` and `dev` run it. */
  startArgs: string[];
  /** The path of the page whose address `start` shows. */
  open: string;
  /** The arguments with which it adds its first rows and ends; undefined when it has no such thing. */
  seedArgs: string[] | undefined;
  /** The names that no new component may have. */
  reservedNames: string[];
}

/** What is true of an application of which nothing is said. */
export const standardApplication: ApplicationOptions = {
  startArgs: [],
  open: '/',
  seedArgs: undefined,
  reservedNames: [],
};

const names = ['startArgs', 'open', 'seedArgs', 'reservedNames'];

/** Reads the `application` of a configuration. */
export function applicationOf(value: unknown, faults: Fault[]): ApplicationOptions {
  if (value === undefined) return standardApplication;
  const given = objectOf(value, ['application'], names, faults) ?? {};
  const texts = (name: string) => textsOf(given[name], ['application', name], faults, () => undefined);
  const open = textsOf(given.open, ['application', 'open'], faults, pathFault);
  return {
    startArgs: texts('startArgs') ?? [],
    open: open?.[0] ?? standardApplication.open,
    seedArgs: texts('seedArgs'),
    reservedNames: texts('reservedNames') ?? [],
  };
}

function pathFault(text: string) {
  if (/^\/[^\s\\]*$/.test(text)) return undefined;
  const message = `${JSON.stringify(text)} is not the path of a page.`;
  return { message, hint: "begin it with `/`: '/posts'" };
}
