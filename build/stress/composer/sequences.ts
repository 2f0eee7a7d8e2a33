import { Composer } from '../../composer/composer';
import { TemporaryProject } from '../../test-kit/composer/project';
import { generator } from '../../test-kit/composer/random-models';
import { CleanBuilds, type Schemas, same, settle, stateOf } from './clean-builds';
import { type LongRun, progress } from './long-run';

type Random = (bound: number) => number;

/** Adds, edits, renames and removes components, models and extensions, and composes at random times. */
export const sequences: LongRun = {
  count: 1000,
  async run(asked) {
    const random = generator(asked.seed);
    const report = progress(asked, 'sequences');
    const project = new TemporaryProject();
    const breaches: string[] = [];
    let parts: Part[] = [];
    let [before, steps]: [Schemas, number] = [{}, 0];
    try {
      for (let round = 0; round < asked.count; round++) {
        for (let left = 1 + random(6); left > 0; left--) {
          parts = step(parts, random, ++steps);
          const next = write(parts);
          settle(project, before, next);
          before = next;
          if (left === 1 || random(4) === 0) {
            const { ok, diagnostics } = await new Composer({ root: project.root }).run({
              generate: left === 1,
            });
            if (!ok) breaches.push(`seed ${asked.seed}, sequence ${round}: ${JSON.stringify(diagnostics)}`);
          }
        }
        const [now, clean] = [stateOf(project), await new CleanBuilds().of(before)];
        if (!same(now.schema, clean.schema))
          breaches.push(`seed ${asked.seed}, sequence ${round}: the schema`);
        if (!same(now.client, clean.client))
          breaches.push(`seed ${asked.seed}, sequence ${round}: the client`);
        report(round + 1);
      }
    } finally {
      project.dispose();
    }
    return {
      figures: `${asked.count} sequences of ${steps} steps, ${breaches.length} differ from a clean build`,
      breaches,
    };
  },
};

/** A model, its owner, and the component that extends it. */
interface Part {
  model: string;
  owner: string;
  fields: string[];
  target?: string;
  extender?: string;
}

const components = ['a', 'b', 'c', 'D', 'e-1'];

function step(parts: readonly Part[], random: Random, fresh: number): Part[] {
  const chosen = parts[random(parts.length || 1)];
  const other = parts[random(parts.length || 1)];
  const component = components[random(components.length)] ?? 'a';
  if (chosen === undefined || (parts.length < 6 && random(3) === 0)) {
    return [...parts, { model: `M${fresh}`, owner: component, fields: [] }];
  }
  const others = parts.filter((part) => part !== chosen);
  switch (random(7)) {
    case 0:
      return others.map(({ target, ...part }) =>
        target === undefined || target === chosen.model ? part : { ...part, target },
      );
    case 1:
      return [...others, { ...chosen, fields: [...chosen.fields, `f${fresh}`] }];
    case 2:
      return [...others, { ...chosen, fields: chosen.fields.slice(1) }];
    case 3:
      return [...others, { ...chosen, owner: component }];
    case 4: {
      const { target: _, ...without } = chosen;
      return [
        ...others,
        other === undefined || other === chosen ? without : { ...chosen, target: other.model },
      ];
    }
    case 5:
      return [...others, { ...chosen, extender: component }];
    default:
      // Renames a whole component.
      return parts.map((part) => (part.owner === chosen.owner ? { ...part, owner: component } : part));
  }
}

function write(parts: readonly Part[]): Schemas {
  const texts: Record<string, string> = {};
  const add = (component: string, text: string): void => {
    texts[component] = (texts[component] ?? '') + text;
  };
  for (const { model, owner, fields, target, extender } of parts) {
    const relation =
      target === undefined
        ? ''
        : `  to ${target} @relation("${model}", fields: [toId], references: [id])\n  toId Int\n`;
    add(
      owner,
      `model ${model} {\n  id Int @id\n${fields.map((name) => `  ${name} String?\n`).join('')}${relation}}\n`,
    );
    if (extender !== undefined && extender !== owner)
      add(extender, `/// @extends\nmodel ${model} {\n  of_${extender.replace('-', '')} Int?\n}\n`);
  }
  return texts;
}
