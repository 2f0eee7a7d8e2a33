import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort, Server } from './server';

const tarballs: Record<string, string> = JSON.parse(process.env.PRISMOSAIC_TARBALLS ?? '{}');

/** The result of a command. */
export interface Result {
  status: number | null;
  output: string;
}

/** An application outside of this checkout, in a folder with a space and a letter that is not ASCII. */
export class Stranger {
  readonly root: string;
  readonly #home = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'stranger ü '));
  #server: Server | undefined;
  #closed: { user: { uid: number; gid: number }; environment: NodeJS.ProcessEnv } | undefined;

  /** @param name of its folder; folders above it are separated by `/` */
  constructor(name: string) {
    this.root = path.join(this.#home, name);
    fs.mkdirSync(this.root, { recursive: true });
  }

  write(file: string, text: string | object): void {
    const target = path.join(this.root, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, typeof text === 'string' ? text : `${JSON.stringify(text, null, 2)}\n`);
  }

  read(file: string): string {
    return fs.readFileSync(path.join(this.root, file), 'utf8');
  }

  has(file: string): boolean {
    return fs.existsSync(path.join(this.root, file));
  }

  /** The names of what is in a folder. */
  names(folder: string): string[] {
    return fs.readdirSync(path.join(this.root, folder));
  }

  remove(file: string): void {
    fs.rmSync(path.join(this.root, file), { recursive: true, force: true });
  }

  /** The packed packages as dependencies: `file:…` by name. */
  packed(...names: string[]): Record<string, string> {
    return Object.fromEntries(names.map((name) => [name, `file:${tarballs[name]}`]));
  }

  /** The absolute path of something relative to it. */
  at(file: string): string {
    return path.join(this.root, file);
  }

  /** From now on its commands run as the user with this number, who owns all but node_modules, and reach no server but this machine's. */
  close(id: number): void {
    const user = { uid: id, gid: id };
    spawnSync('chown', ['-R', `${user.uid}:${user.gid}`, this.#home]);
    spawnSync('chown', ['-R', `${process.getuid?.()}:${process.getgid?.()}`, this.at('node_modules')]);
    const nobody = 'http://127.0.0.1:9';
    this.#closed = {
      user,
      environment: {
        HOME: path.join(this.#home, 'home'),
        http_proxy: nobody,
        https_proxy: nobody,
        HTTP_PROXY: nobody,
        HTTPS_PROXY: nobody,
        npm_config_registry: nobody,
        PRISMA_ENGINES_MIRROR: nobody,
        no_proxy: '127.0.0.1,localhost',
      },
    };
    fs.mkdirSync(path.join(this.#home, 'home'), { recursive: true });
    fs.chownSync(path.join(this.#home, 'home'), user.uid, user.gid);
  }

  /** Replaces a piece of a file, which must be there. */
  edit(file: string, from: string, to: string): void {
    const text = this.read(file);
    if (!text.includes(from)) throw new Error(`${file} doesn't contain ${JSON.stringify(from)}:\n${text}`);
    this.write(
      file,
      text.replace(from, () => to),
    );
  }

  /** Adds to the lists of package.json. */
  depend(lists: Readonly<Record<string, object>>): void {
    const manifest = JSON.parse(this.read('package.json'));
    for (const [name, list] of Object.entries(lists)) manifest[name] = { ...manifest[name], ...list };
    this.write('package.json', manifest);
  }

  /** Installs packed packages with npm. */
  install(...names: string[]): void {
    const files = names.map((name) => `"${tarballs[name]}"`);
    this.must(`npm install --save-dev ${files.join(' ')}`);
  }

  /** The versions of packages that it has installed, by name. */
  installed(...names: string[]): Record<string, string> {
    const versionOf = (name: string) => JSON.parse(this.read(`node_modules/${name}/package.json`)).version;
    return Object.fromEntries(names.map((name) => [name, versionOf(name)]));
  }

  /** Makes the application with a version of Nest's command line, which needs Node 22. */
  nestNew(version: 11 | 12): void {
    const packages = `-p node@22 -p @nestjs/cli@${version}`;
    const name = path.basename(this.root);
    fs.rmdirSync(this.root);
    const above = path.dirname(this.root);
    const made = `npx --yes ${packages} nest new ${name} --skip-git --skip-install --package-manager npm`;
    this.must(made, {}, above);
  }

  /** Runs a command line, and returns its exit code and output. Only a terminal's variables are set. */
  run(command: string, environment: NodeJS.ProcessEnv = {}, cwd = this.root): Result {
    const { status, stdout, stderr } = spawnSync(command, {
      cwd,
      ...this.#closed?.user,
      env: this.#environment(environment),
      shell: true,
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    return { status, output: stdout + stderr };
  }

  /** The same, of a command that has to succeed. Returns its output. */
  must(command: string, environment: NodeJS.ProcessEnv = {}, cwd = this.root): string {
    const { status, output } = this.run(command, environment, cwd);
    if (status !== 0) throw new Error(`${command} ended with ${status}:\n${output}`);
    return output;
  }

  /** Starts a server on a free port, and returns its address once it answers. */
  async serve(command: string, environment: NodeJS.ProcessEnv = {}): Promise<string> {
    const port = await freePort();
    const env = this.#environment({ ...environment, PORT: String(port) });
    this.#server = new Server(command, { cwd: this.root, ...this.#closed?.user, env });
    return await this.#server.at(port);
  }

  /** What its server has printed. */
  get served(): string {
    return this.#server?.output ?? '';
  }

  async stopServer(): Promise<void> {
    await this.#server?.stop();
  }

  /** Ends its server and its embedded database, and removes it. */
  async dispose(): Promise<void> {
    await this.stopServer();
    this.run('npx --no prismosaic db stop --force');
    fs.rmSync(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }

  #environment(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    const kept = [
      'PATH',
      'HOME',
      'LANG',
      'TMPDIR',
      'USERPROFILE',
      'SystemRoot',
      'http_proxy',
      'https_proxy',
      'NODE_EXTRA_CA_CERTS',
    ];
    const env = Object.fromEntries(kept.map((name) => [name, process.env[name]]));
    return {
      ...env,
      CI: 'true',
      NO_COLOR: '1',
      npm_config_fund: 'false',
      npm_config_audit: 'false',
      ...this.#closed?.environment,
      ...more,
    };
  }
}
