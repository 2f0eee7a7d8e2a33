/** Messages of the language server protocol: a header with the length in bytes, an empty line, and JSON. */
export class MessageStream {
  #rest = Buffer.alloc(0);

  static encode(message: object): string {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
  }

  /** The messages that are complete with these bytes. */
  *decode<Message>(bytes: Buffer): Generator<Message> {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const start = this.#rest.indexOf('\r\n\r\n') + 4;
      const [, length] = /Content-Length: (\d+)/.exec(this.#rest.toString('utf8', 0, start)) ?? [];
      if (length === undefined || this.#rest.length < start + Number(length)) return;
      const end = start + Number(length);
      yield JSON.parse(this.#rest.toString('utf8', start, end));
      this.#rest = this.#rest.subarray(end);
    }
  }
}
