import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ProjectCopy, type RunningCommand } from '../build/test-kit/project-copy';
import type { GeneratedProject } from './generated-project';

const components = 'src/components';
const kept = 'registered-component.ts';

/** This project's application under `prismosaic dev`, with a generated project's components instead of its own. */
export class WatchedApplication {
  readonly #copy = new ProjectCopy();
  readonly #generated: GeneratedProject;
  readonly #watched: string;
  #dev: RunningCommand | undefined;
  #address = '';

  /** @param watched the component whose fields the server answers with */
  constructor(generated: GeneratedProject, watched: number) {
    this.#generated = generated;
    this.#watched = `C${watched}Model0`;
    for (const name of fs.readdirSync(this.#path(components))) {
      if (name !== kept) fs.rmSync(this.#path(`${components}/${name}`), { recursive: true });
    }
    fs.rmSync(this.#path('prisma/migrations'), { recursive: true });
    fs.cpSync(generated.path(components), this.#path(components), { recursive: true });
    fs.mkdirSync(this.#path(`${components}/fields`));
    fs.writeFileSync(this.#path(`${components}/fields/component.module.ts`), this.#module());
  }

  /** Resolves once it serves and nothing is left to do. */
  async start(): Promise<void> {
    this.#dev = this.#copy.run(['dev'], { PORT: '0', HOST: '127.0.0.1' });
    this.#address = await this.#dev.says(/Serving (http:\S+)/);
    await this.#settled(0);
  }

  /** Saves the generated project's schema. Resolves with the time, in ms, until the server answers with it. */
  async save(component: number, field: string): Promise<number> {
    const from = this.#dev?.output.length ?? 0;
    const file = `${components}/component${String(component).padStart(3, '0')}/prisma/schema.prisma`;
    const text = fs.readFileSync(this.#generated.path(file));
    const began = performance.now();
    fs.writeFileSync(this.#path(file), text);
    while (!(await this.#fields()).includes(field)) await pause(5);
    const time = performance.now() - began;
    await this.#settled(from);
    return time;
  }

  /** The command's output. */
  get output(): string {
    return this.#dev?.output ?? '';
  }

  async dispose(): Promise<void> {
    await this.#copy.dispose();
  }

  async #fields(): Promise<string[]> {
    const answer = await fetch(`${this.#address}fields`, { headers: { connection: 'close' } });
    const fields: unknown = await answer.json();
    return Array.isArray(fields) ? fields : [];
  }

  /** There are no migrations, so the last line of a reload says that the database is behind the schema. */
  async #settled(from: number): Promise<void> {
    await this.#dev?.says(/The database is behind the schema/, from);
  }

  #path(file: string): string {
    return path.join(this.#copy.root, file);
  }

  #module(): string {
    return `import { Controller, Get, Module } from '@nestjs/common';
import { Prisma } from '../../database/client/client';

@Controller('fields')
class FieldsController {
  @Get()
  fields(): string[] {
    return Object.keys(Prisma.${this.#watched}ScalarFieldEnum);
  }
}

@Module({ controllers: [FieldsController] })
export default class FieldsModule {}
`;
  }
}
