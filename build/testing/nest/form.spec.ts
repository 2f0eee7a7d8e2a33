import { describe, expect, test } from '@jest/globals';
import { formsOf } from './form';

const fieldsOf = (html: string) => formsOf(`<form method="post">${html}</form>`)[0]?.fields;

describe('a form is sent as a browser without a visitor sends it', () => {
  test.each([
    ['<input name="a" value="1"><input type="hidden" name="_csrf" value="&amp;t">', { a: '1', _csrf: '&t' }],
    ['<input name="a"><input value="no name"><input name="b" value="1" disabled>', { a: '' }],
    ['<input type="checkbox" name="a"><input type="checkbox" name="b" checked>', { b: 'on' }],
    ['<input type="radio" name="a" value="1"><input type="radio" name="a" value="2" checked>', { a: '2' }],
    [
      '<input name="a" value="1"><input name="a" value="2"><input name="a" value="3">',
      { a: ['1', '2', '3'] },
    ],
    ['<textarea name="a">\n two\nlines </textarea>', { a: ' two\nlines ' }],
    ['<select name="a"><option value="1">One<option>Two</select>', { a: '1' }],
    ['<select name="a"><option>One<option selected> Two </select>', { a: 'Two' }],
    ['<select name="a" multiple><option>One</select>', {}],
    ['<select name="a" multiple><option selected>One<option selected>Two</select>', { a: ['One', 'Two'] }],
    [
      '<button name="a" value="1">Go</button><input type="submit" name="b" value="1"><input type="file" name="c">',
      {},
    ],
    ['<div><fieldset><input name="a" value="1"></fieldset></div>', { a: '1' }],
  ])('%s', (html, fields) => {
    expect(fieldsOf(html)).toEqual(fields);
  });
});

test('each form has its address, its method and the names of its fields', () => {
  expect(
    formsOf('<form action="/a?b=1"></form><form method="POST"><input type="checkbox" name="c"></form>'),
  ).toEqual([
    { action: '/a?b=1', method: 'get', fields: {}, names: [] },
    { action: undefined, method: 'post', fields: {}, names: ['c'] },
  ]);
});
