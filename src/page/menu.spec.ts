import { describe, expect, test } from '@jest/globals';
import type { RegisteredComponent } from '../components/registered-component';
import { isCurrent, menuOf } from './menu';

const component = (
  id: string,
  nav?: { label: string; order: number; path?: string },
): RegisteredComponent => ({
  name: id,
  module: class {},
  meta: { id, title: id.toUpperCase(), description: `About ${id}`, nav },
});

describe('the menu', () => {
  test('has the components with a menu entry, by order and then by label', () => {
    const menu = menuOf([
      component('late', { label: 'Late', order: 20 }),
      component('hidden'),
      component('beta', { label: 'Beta', order: 10 }),
      component('alpha', { label: 'Alpha', order: 10, path: '/alpha/list' }),
      { name: 'silent', module: class {}, meta: undefined },
    ]);
    expect(menu.map(({ label, path }) => [label, path])).toEqual([
      ['Alpha', '/alpha/list'],
      ['Beta', '/beta'],
      ['Late', '/late'],
    ]);
  });

  test('marks the entry whose page is open, and the pages below it', () => {
    const entry = { label: 'A', path: '/a' };
    expect(['/a', '/a/1', '/ab', '/'].map((path) => isCurrent(entry, path))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
