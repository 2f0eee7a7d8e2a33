import { ConsoleLogger } from '@nestjs/common';

/** The loggers that report every module and route at every start. */
const CHATTER = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

/**
 * Nest's logger without its chatter, and without a boot error, which `main.ts` reports. While developing its lines stand
 * between those of `prismosaic dev`: they have the same clock, and don't repeat that the server is up.
 */
export class BootLogger extends ConsoleLogger {
  constructor(private readonly developing = process.env.NODE_ENV === 'development') {
    super({ prefix: 'prismosaic', colors: process.stdout.isTTY === true });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    const context = String(rest.at(-1));
    const repeats = this.developing && context === 'Database' && String(message).startsWith('connected to');
    if (!CHATTER.has(context) && !repeats) super.log(message, ...rest);
  }

  override error(message: unknown, ...rest: unknown[]): void {
    if (rest.at(-1) !== 'ExceptionHandler') super.error(message, ...rest);
  }

  protected override getTimestamp(): string {
    return this.developing ? new Date().toTimeString().slice(0, 8) : super.getTimestamp();
  }

  protected override formatPid(pid: number): string {
    return this.developing ? '' : super.formatPid(pid);
  }
}
