import { describe, expect, it } from '@jest/globals';
import { composing } from '../../../test-kit/composer/composing';
import { isIdentifier } from '../../schema/identifiers';
import { pluralName, singularName } from './names';

describe('the name of a back-relation', () => {
  it.each([
    ['Order', 'order', 'orders'],
    ['Category', 'category', 'categories'],
    ['Address', 'address', 'addresses'],
    ['Person', 'person', 'people'],
    ['Media', 'media', 'media'],
    ['ProductMedia', 'productMedia', 'productMedia'],
    ['CouponUsage', 'couponUsage', 'couponUsages'],
    ['OrderStatus', 'orderStatus', 'orderStatuses'],
    ['News', 'news', 'news'],
    ['HTTPRequest', 'httpRequest', 'httpRequests'],
    ['APIKey', 'apiKey', 'apiKeys'],
    ['UserFAQ', 'userFAQ', 'userFAQs'],
    ['FAQ', 'faq', 'faqs'],
    ['A1', 'a1', 'a1s'],
    ['Address2', 'address2', 'address2s'],
    ['PointX', 'pointX', 'pointXs'],
    ['order_item', 'orderItem', 'orderItems'],
    ['ORDER_ITEM', 'orderItem', 'orderItems'],
    ['Größe', 'größe', 'größes'],
    ['Ärger', 'ärger', 'ärgers'],
  ])('for %s is %s or %s', (model, singular, plural) => {
    expect([singularName(model), pluralName(model)]).toEqual([singular, plural]);
  });
});

/** The letters in a range of code points. */
const lettersIn = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => String.fromCodePoint(from + index)).filter((letter) =>
    /^\p{L}$/u.test(letter),
  );

describe('the name of a back-relation, with any letters in the model,', () => {
  it('is one that Prisma accepts', () => {
    // Above these are scripts without capitals, and mathematical letters.
    const letters = [
      ...lettersIn(0x41, 0x3000),
      ...lettersIn(0xa640, 0xac00),
      ...lettersIn(0xfb00, 0xfb50),
    ].concat(lettersIn(0xff00, 0xfff0), lettersIn(0x10400, 0x10600), lettersIn(0x1e900, 0x1e950));
    const names = letters.flatMap((letter) => [
      letter,
      `${letter}a`,
      `Ab${letter}`,
      `A_${letter}b`,
      letter.repeat(2),
    ]);
    expect(names.length).toBeGreaterThan(30_000);
    const wrong = names.filter(
      (name) => !isIdentifier(singularName(name)) || !isIdentifier(pluralName(name)),
    );
    expect(wrong).toEqual([]);
  });

  it.each(['İl', 'ǰob', 'Aẖ', 'ΐ', '𐐀𐐁'])('is one that Prisma accepts: %s', (name) => {
    const model = `model ${name} {\n  id Int @id\n  a A @relation(fields: [id], references: [id])\n}\n`;
    expect(composing({ a: 'model A {\n  id Int @id\n}\n', c: model }).reported()).toEqual([]);
  });
});
