import fs from 'node:fs';
import path from 'node:path';

/** A guide of this checkout. */
export interface Guide {
  name: string;
  title: string;
}

const folder = path.resolve('docs');

/** The guides by title; none in production, where visitors are not developers. */
export function guides(environment: NodeJS.ProcessEnv = process.env): Guide[] {
  if (environment.NODE_ENV !== 'development' || !fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .map((file) => {
      const name = file.slice(0, -'.md'.length);
      return { name, title: /^# (.+)$/m.exec(readGuide(name))?.[1] ?? name };
    })
    .sort((a, b) => a.title.localeCompare(b.title, 'en'));
}

/** The text of one of {@link guides}. */
export function readGuide(name: string): string {
  return fs.readFileSync(path.join(folder, `${name}.md`), 'utf8');
}
