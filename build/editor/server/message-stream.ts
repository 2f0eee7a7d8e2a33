/** A message of the language server protocol, with the fields that are used here. */
export interface Message {
  id?: number | string;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
}

/** The file that a message is about. */
export function addressIn({ params }: Message): string | undefined {
  const uri = field(field(params, 'textDocument'), 'uri');
  return typeof uri === 'string' ? uri : undefined;
}

/** A field of any value. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** Parses messages from bytes: each has a header with its length in bytes, an empty line, and JSON. */
export class MessageStream {
  #rest = Buffer.alloc(0);

  static encode(message: Message): string {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
  }

  /** The messages that are complete with these bytes. */
  *decode<Received extends Message = Message>(bytes: Buffer): Generator<Received> {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const start = this.#rest.indexOf('\r\n\r\n') + 4;
      const [, length] = /Content-Length: (\d+)/i.exec(this.#rest.toString('latin1', 0, start)) ?? [];
      if (length === undefined || this.#rest.length < start + Number(length)) return;
      const end = start + Number(length);
      const message: Received = JSON.parse(this.#rest.toString('utf8', start, end));
      this.#rest = this.#rest.subarray(end);
      yield message;
    }
  }
}
