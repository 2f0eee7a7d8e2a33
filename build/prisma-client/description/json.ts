import { UnknownForm } from './unknown-form';

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openArray, closeArray, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Where the JSON value that begins at `at` ends. The text is compact and complete, as Prisma's engine writes it. */
export function endOf(bytes: Uint8Array, at: number): number {
  let depth = 0;
  for (let index = at; index < bytes.length; index++) {
    switch (bytes[index]) {
      case quote:
        for (index++; bytes[index] !== quote; index++) if (bytes[index] === backslash) index++;
        if (depth === 0) return index + 1;
        break;
      case openArray:
      case openObject:
        depth++;
        break;
      case closeArray:
      case closeObject:
        if (depth <= 1) return depth === 0 ? index : index + 1;
        depth--;
        break;
      case comma:
        if (depth === 0) return index;
    }
  }
  return bytes.length;
}

/** Iterates over an object; `member` returns where its value ends. Returns where the object ends. */
export function eachMember(bytes: Buffer, at: number, member: (name: string, at: number) => number): number {
  return each(bytes, at, openObject, closeObject, (begin) => {
    const end = endOf(bytes, begin);
    if (bytes[end] !== colon) throw unexpected(bytes, end);
    const name: string = JSON.parse(bytes.toString('utf8', begin, end));
    return member(name, end + 1);
  });
}

/** Iterates over an array; `element` returns where it ends. Returns where the array ends. */
export function eachElement(bytes: Buffer, at: number, element: (at: number) => number): number {
  return each(bytes, at, openArray, closeArray, element);
}

function each(bytes: Buffer, at: number, open: number, close: number, one: (at: number) => number): number {
  if (bytes[at] !== open) throw unexpected(bytes, at);
  if (bytes[at + 1] === close) return at + 2;
  for (let index = at + 1; ; ) {
    const end = one(index);
    if (bytes[end] === close) return end + 1;
    if (bytes[end] !== comma) throw unexpected(bytes, end);
    index = end + 1;
  }
}

function unexpected(bytes: Buffer, at: number): UnknownForm {
  return new UnknownForm(
    `Prisma described the schema in an unknown form, at "${bytes.toString('utf8', at, at + 40)}".`,
  );
}
