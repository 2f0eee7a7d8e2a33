import type { Command } from 'commander';

/** `prismosaic compose`: composes the component schemas, publishes them and generates the client. */
export function register(program: Command): void {
  program
    .command('compose')
    .description('compose the component schemas, publish them and generate the client');
}
