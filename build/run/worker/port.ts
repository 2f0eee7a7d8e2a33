import net from 'node:net';

/** `PORT`, 3000 unless set; 0 means any free port. Throws when it is not a port. */
export function portOf(environment: NodeJS.ProcessEnv): number {
  const text = environment.PORT ?? '';
  const port = text === '' ? 3000 : Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`PORT is ${JSON.stringify(text)}, which is not a port: use a number from 0 to 65535.`);
  }
  return port;
}

/**
 * Throws when the server can't listen on the port, so that this fails before minutes of work and not at the end.
 */
export async function assertPortFree(environment: NodeJS.ProcessEnv): Promise<{ summary: string }> {
  const port = portOf(environment);
  const server = net.createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new Error(reason(error, port), { cause: error }));
    });
    server.listen({ port, host: environment.HOST || undefined, exclusive: true }, resolve);
  });
  await new Promise((resolve) => server.close(resolve));
  return { summary: port === 0 ? 'any free one' : `${port} is free` };
}

function reason(error: NodeJS.ErrnoException, port: number): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} is already in use by another program. Stop it, or choose another port: PORT=${port + 1}.`;
  }
  if (error.code === 'EACCES')
    return `Port ${port} needs more permissions than this user has. Choose a port above 1023.`;
  return `Can't listen on port ${port}: ${error.message}.`;
}
