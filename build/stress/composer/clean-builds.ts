import { Composer } from '../../composer/composer';
import { TemporaryProject } from '../../test-kit/composer/project';

/** What a project publishes: its composed schema and its client. */
export interface State {
  schema: Record<string, string>;
  client: Record<string, string>;
}

/** The component schemas of a project, by component. */
export type Schemas = Readonly<Record<string, string>>;

export function stateOf(project: TemporaryProject): State {
  return { schema: project.snapshot('prisma/schema'), client: project.snapshot('src/database/client') };
}

/** The outputs of fresh projects with the same schemas. */
export class CleanBuilds {
  readonly #known = new Map<string, State>();

  async of(schemas: Schemas, generate = true): Promise<State> {
    const key = JSON.stringify([generate, Object.entries(schemas).sort()]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const project = new TemporaryProject();
    try {
      for (const [component, text] of Object.entries(schemas)) project.schema(component, text);
      const { ok, diagnostics } = await new Composer({ root: project.root }).run({ generate });
      if (!ok) throw new Error(`A clean build failed: ${JSON.stringify(diagnostics)}`);
      const state = stateOf(project);
      this.#known.set(key, state);
      return state;
    } finally {
      project.dispose();
    }
  }
}

/** Changes the components of a project from `before` to `after`. */
export function settle(project: TemporaryProject, before: Schemas, after: Schemas): void {
  for (const component of Object.keys(before)) {
    if (!(component in after)) project.remove(`src/components/${component}`);
  }
  for (const [component, text] of Object.entries(after)) {
    if (before[component] !== text) project.schema(component, text);
  }
}

export function same(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
