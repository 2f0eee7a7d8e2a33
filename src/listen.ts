import type { NestExpressApplication } from '@nestjs/platform-express';
import { SetupError } from '@prismosaic/nestjs';

/**
 * Listens on PORT (default 3000; 0 uses any free port) of HOST (default: all interfaces) and returns the address for
 * a browser on this machine.
 *
 * @throws SetupError when PORT is invalid, or the server can't listen on the port
 */
export async function listen(app: NestExpressApplication, environment: NodeJS.ProcessEnv): Promise<string> {
  const text = environment.PORT || '3000';
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new SetupError(`PORT must be a number from 0 to 65535, but is ${JSON.stringify(text)}.`);
  }
  const host = environment.HOST || undefined;
  try {
    await (host === undefined ? app.listen(port) : app.listen(port, host));
  } catch (error) {
    throw explain(error, port, host);
  }
  const address = app.getHttpServer().address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${host?.includes(':') ? `[${host}]` : (host ?? 'localhost')}:${actual}`;
}

function explain(error: unknown, port: number, host: string | undefined): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new SetupError(
      `Port ${port} is already in use by another program. Stop it, or choose another port: PORT=${port + 1}.`,
    );
  }
  if (code === 'EACCES')
    return new SetupError(
      `Port ${port} needs more rights than this user has. Choose one above 1023 with PORT.`,
    );
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new SetupError(`HOST ${host} is not an address of this machine.`);
  }
  return error;
}
