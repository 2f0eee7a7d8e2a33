import type { Server } from 'node:http';
import request, { type Response, type Test } from 'supertest';
import { type Form, formsOf } from './form';

/** Which form of a page: by a part of its address, or of a field's name. */
export interface FormChoice {
  /** Where the form is sent to. @default the only form with all the fields that are filled in */
  action?: string;
}

/** A browser without scripts: it keeps cookies, and sends forms as they are on the page, with their hidden fields. */
export class Visitor {
  /** The agent of `supertest`, for everything else: headers, JSON, other methods. */
  readonly agent: ReturnType<typeof request.agent>;
  #page: { path: string; html: string } | undefined;

  constructor(server: Server) {
    this.agent = request.agent(server);
  }

  /** Opens a page, and follows redirects. */
  async open(path: string): Promise<Response> {
    const response = await this.agent.get(path).redirects(5);
    this.#keep(path, response);
    return response;
  }

  /** The HTML of the page that is open. */
  get html(): string {
    if (this.#page === undefined) throw new Error('No page is open: call open() first.');
    return this.#page.html;
  }

  /**
   * Fills in a form of the page that is open, and sends it. Fields that are not given are sent as the page shows them, form
   * tokens too. An answer with a page is the page that is open then; a redirect is returned as it is, so that a test can
   * look at it: open where it leads.
   *
   * @throws when the page has no such form, or several, or the form has no field of a given name
   */
  submit(fields: Readonly<Record<string, string | string[]>> = {}, choice: FormChoice = {}): Test {
    const { path } = this.#page ?? { path: '/' };
    const form = this.#form(fields, choice);
    const target = form.action ?? path;
    const values = { ...form.fields, ...fields };
    const sent =
      form.method === 'post'
        ? this.agent.post(target).type('form').send(values)
        : this.agent.get(target).query(values);
    return sent.on('response', (response: Response) => this.#keep(target, response));
  }

  #keep(path: string, response: Response): void {
    if (response.type === 'text/html' && (response.status < 300 || response.status >= 400))
      this.#page = { path, html: response.text };
  }

  #form(fields: Readonly<Record<string, unknown>>, { action }: FormChoice): Form {
    const all = formsOf(this.html);
    const wanted = Object.keys(fields);
    const found = all.filter(
      (form) =>
        (action === undefined || form.action === action) && wanted.every((name) => form.names.includes(name)),
    );
    const [form] = found;
    if (form !== undefined && found.length === 1) return form;
    const which = `${action === undefined ? '' : ` to ${action}`}${wanted.length === 0 ? '' : ` with ${wanted.join(', ')}`}`;
    const has = all.map((one) => `  to ${one.action ?? 'itself'}: ${one.names.join(', ')}`).join('\n');
    const how = found.length > 1 ? 'several forms' : 'no form';
    throw new Error(
      `The page has ${how}${which}. ${has === '' ? 'It has none at all.' : `Its forms:\n${has}`}`,
    );
  }
}
