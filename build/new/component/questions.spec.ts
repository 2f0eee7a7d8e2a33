import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

const ENTER = '\r';
const CANCEL = '\x03';
const NAME = { question: 'Component name', keys: [...'order-lines', ENTER] };
const MODEL = { question: 'Model name', keys: [ENTER] };
const PAGE = { question: 'With a page', keys: [ENTER] };
const TITLE = { question: 'Title', keys: [ENTER] };

function ask(said: object, ...answers: { question: string; keys: string[] }[]): unknown {
  const program = path.join(__dirname, '../../test-kit/new/ask.js');
  const args = [program, JSON.stringify(said), JSON.stringify(answers), JSON.stringify(['users', 'User'])];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 }));
}

describe('the questions', () => {
  test('suggest values from the name', () => {
    expect(ask({}, NAME, MODEL, PAGE, TITLE)).toEqual({
      name: 'order-lines',
      model: 'OrderLine',
      title: 'Order lines',
      page: true,
    });
  });

  test('are asked again after an invalid answer', () => {
    const wrong = { ...NAME, keys: [...'Order lines', ENTER] };
    const right = { question: "can't be a component", keys: [...Array(11).fill('\x7f'), ...'notes', ENTER] };
    expect(ask({}, wrong, right, MODEL, { ...PAGE, keys: ['n'] })).toEqual({
      name: 'notes',
      model: 'Note',
      page: false,
    });
  });

  test.each([
    ['component', [{ question: NAME.question, keys: [...'users', ENTER] }]],
    ['model', [NAME, { question: MODEL.question, keys: [...'User', ENTER] }]],
  ])('refuse the name of an existing %s, before the next question', (_, answers) => {
    const cancel = { question: 'exists already', keys: [CANCEL] };
    expect(ask({}, ...answers, cancel)).toBeNull();
  });

  test.each([
    [{ name: 'Order lines' }, "can't be a component's name"],
    [{ name: 'users' }, 'users exists already'],
    [{ name: 'notes', model: 'User' }, 'User exists already'],
    [{ model: 'note' }, "can't be a model's name"],
    [{ title: ' \n' }, 'contains a line break'],
  ])('are not asked when %j was given', (said, reason) => {
    expect(ask(said)).toEqual({ refused: expect.stringContaining(reason), asked: false });
  });

  test('are not asked for given values', () => {
    const said = { name: 'notes', model: 'Memo', title: 'Memos', page: true };
    expect(ask(said)).toEqual(said);
  });

  test.each([
    ['name', [{ ...NAME, keys: [CANCEL] }]],
    ['page', [NAME, MODEL, { ...PAGE, keys: [CANCEL] }]],
  ])('can be cancelled at the %s', (_, answers) => {
    expect(ask({}, ...answers)).toBeNull();
  });
});
