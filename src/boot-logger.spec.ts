import { afterEach, expect, jest, test } from '@jest/globals';
import { BootLogger } from './boot-logger';

afterEach(() => {
  jest.restoreAllMocks();
});

/** What a logger prints about the events of a start. */
function printed(logger: BootLogger): string[] {
  const lines: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      lines.push(String(text).trimEnd());
      return true;
    });
  }
  logger.log('Mapped {/, GET} route', 'RouterExplorer');
  logger.log('connected to 127.0.0.1:5432/app', 'Database');
  logger.warn('lost a connection', 'Database');
  logger.error('boot error', 'ExceptionHandler');
  return lines;
}

test('the log of a server has everything but Nest’s chatter and the boot error', () => {
  expect(printed(new BootLogger(false))).toEqual([
    expect.stringMatching(/^\[prismosaic\] \d+ .*LOG \[Database\] connected to/),
    expect.stringMatching(/^\[prismosaic\] \d+ .*WARN \[Database\] lost a connection/),
  ]);
});

test('while developing the lines are short, with the time of day, and don’t repeat that the server is up', () => {
  expect(printed(new BootLogger(true))).toEqual([
    expect.stringMatching(/^\d\d:\d\d:\d\d +WARN \[Database\] lost a connection$/),
  ]);
});
