import type { DataModel, Field } from './models';

/** Moments in tests begin here, and are a second apart. */
const EPOCH = Date.UTC(2020, 0, 1);
const SECOND = 1_000;
/** Those that usually lie ahead, which a CHECK may demand. */
const FUTURE = /expir|until|ends?(At|On)?$|due/i;
const FAR = Date.UTC(2100, 0, 1);

/** The most that native types of numbers hold. */
const limits: Record<string, number> = { SmallInt: 32_767 };

/**
 * A value for a required field without a default: the same for the same number, and another one for another number, as far
 * as the type has as many.
 *
 * @param n counts from 1
 */
export function valueFor(field: Field, n: number, { enums }: DataModel): unknown {
  if (field.kind === 'enum') return enums.find(({ name }) => name === field.type)?.values[0]?.name;
  const [native = '', parameters = []] = field.nativeType ?? [];
  switch (field.type) {
    case 'String':
      return textFor(field.name, n, native, Number(parameters[0]));
    case 'Boolean':
      return false;
    case 'Int':
    case 'Float':
    case 'Decimal':
      return n % (limits[native] ?? Number.POSITIVE_INFINITY);
    case 'BigInt':
      return BigInt(n);
    case 'DateTime':
      return new Date(
        (FUTURE.test(field.name) ? FAR : EPOCH) + n * SECOND * (native === 'Date' ? 86_400 : 1),
      );
    case 'Json':
      return {};
    case 'Bytes':
      return new Uint8Array([n % 256]);
    default:
      throw new Error(`A factory can't fill ${field.name}, of the type ${field.type}: pass it.`);
  }
}

function textFor(name: string, n: number, native: string, length: number): string {
  if (native === 'Uuid') return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  if (native === 'Inet') return `10.${(n >> 16) % 256}.${(n >> 8) % 256}.${n % 256}`;
  if (native === 'Bit' || native === 'VarBit')
    return n
      .toString(2)
      .padStart(length || 1, '0')
      .slice(-(length || 1));
  if (native === 'Xml') return `<${name}>${n}</${name}>`;
  const text = /e-?mail/i.test(name) ? `${name}-${n}@example.org` : `${name} ${n}`;
  const most = native === 'Char' && !(length > 0) ? 1 : length;
  if (!(most > 0) || text.length <= most) return text;
  // The number makes it another one.
  const number = n.toString(36);
  return number.length >= most ? number.slice(-most) : name.slice(0, most - number.length) + number;
}
