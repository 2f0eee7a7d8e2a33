import { ConsoleLogger } from '@nestjs/common';

/** The loggers that report every module and route at every start. */
const CHATTER = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

/** Nest's logger without its chatter, and without a boot error, which `main.ts` reports. */
export class BootLogger extends ConsoleLogger {
  constructor() {
    super({ prefix: 'prismosaic', colors: process.stdout.isTTY === true });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (!CHATTER.has(String(rest.at(-1)))) super.log(message, ...rest);
  }

  override error(message: unknown, ...rest: unknown[]): void {
    if (rest.at(-1) !== 'ExceptionHandler') super.error(message, ...rest);
  }
}
