import { type Fault, kindOf, objectOf } from './faults';
import { placeAt } from './path-faults';
import type { Way } from './place';
import type { GeneratorSettings } from './resolved-database';

const known = ['name', 'provider', 'output', 'options'];

/** Reads the further `generators` of a database. */
export function generatorsOf(value: unknown, way: Way, faults: Fault[]): GeneratorSettings[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    const message = `\`${way.join('.')}\` must be a list of generators, not ${kindOf(value)}.`;
    faults.push({ code: 'CONFIG_TYPE', message, hint: "write [{ provider: 'zod-prisma-types', … }]", way });
    return [];
  }
  const generators = value.flatMap((one, index) => generatorOf(one, [...way, index], faults) ?? []);
  for (const [index, { name }] of generators.entries()) {
    if (generators.findIndex((other) => other.name === name) === index && name !== 'client') continue;
    const message = `There is another generator called "${name}".`;
    faults.push({
      code: 'CONFIG_VALUE',
      message,
      hint: "give it a `name` of its own: name: 'docs'",
      way: [...way, index],
    });
  }
  return generators;
}

function generatorOf(value: unknown, way: Way, faults: Fault[]): GeneratorSettings | undefined {
  const given = objectOf(value, way, known, faults);
  if (given === undefined) return undefined;
  const provider = textOf(given.provider, [...way, 'provider'], faults);
  const name =
    given.name === undefined ? nameFor(provider ?? '') : textOf(given.name, [...way, 'name'], faults);
  if (name !== undefined && !/^[A-Za-z]\w*$/.test(name)) {
    const message = `${JSON.stringify(name)} can't be the name of a generator.`;
    const hint = 'use letters, digits and `_`, beginning with a letter';
    faults.push({ code: 'CONFIG_VALUE', message, hint, way: [...way, 'name'], value: name });
  }
  const output = placeAt(given.output, [...way, 'output'], faults);
  const options = optionsOf(given.options, [...way, 'options'], faults);
  return provider === undefined || name === undefined ? undefined : { name, provider, output, options };
}

/** `prisma-json-types-generator` is `json_types_generator`. */
function nameFor(provider: string): string {
  const words = provider.match(/[A-Za-z0-9]+/g) ?? [];
  return (
    words.filter((word, index) => word !== 'prisma' || (index > 0 && words.length === 1)).join('_') ||
    'generator'
  );
}

function textOf(value: unknown, way: Way, faults: Fault[]): string | undefined {
  if (typeof value === 'string' && value !== '' && !/[\n\r]/.test(value)) return value;
  const message = `\`${way.join('.')}\` must be a string, not ${kindOf(value)}.`;
  faults.push({ code: 'CONFIG_TYPE', message, hint: "write '…'", way });
  return undefined;
}

/** A generator's options: strings, numbers, booleans and lists of strings, as in a generator block. */
function optionsOf(value: unknown, way: Way, faults: Fault[]): GeneratorSettings['options'] {
  const given = value === undefined ? {} : (objectOf(value, way, undefined, faults) ?? {});
  const options: GeneratorSettings['options'] = {};
  for (const [name, one] of Object.entries(given)) {
    if (isOption(one) && /^[A-Za-z]\w*$/.test(name) && !['provider', 'output'].includes(name))
      options[name] = one;
    else {
      const message = `\`${[...way, name].join('.')}\` can't be an option in a generator block.`;
      const hint =
        'an option is a string, a number, a boolean or a list of strings; provider and output are not options';
      faults.push({ code: 'CONFIG_VALUE', message, hint, way: [...way, name] });
    }
  }
  return options;
}

function isOption(value: unknown): value is GeneratorSettings['options'][string] {
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string');
  return ['string', 'number', 'boolean'].includes(typeof value);
}
