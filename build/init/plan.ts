import fs from 'node:fs';
import path from 'node:path';
import type { Split } from './adopt/split';
import { type Application, inspectApplication } from './application';
import { useAdapter } from './edits/adapter';
import { importDatabase } from './edits/application-module';
import { composeBeforeBuild, keepOutputFolder } from './edits/builder';
import { addFirstComponent, type FirstComponent } from './edits/components';
import { addPrismaService, ignoreGenerated } from './edits/database';
import { addPackages } from './edits/manifest';
import { addPrismaConfig } from './edits/prisma-config';
import { isolateTests } from './edits/tests';
import { StagedTree } from './staged-tree';
import type { Edit, LeftStep } from './step';

/** What `init` would do in a project. */
export interface Plan {
  application: Application;
  tree: StagedTree;
  component: FirstComponent;
  /** What it can't edit safely. */
  left: LeftStep[];
}

const edits: Edit[] = [
  addPackages,
  addPrismaConfig,
  addPrismaService,
  useAdapter,
  importDatabase,
  composeBeforeBuild,
  keepOutputFolder,
  isolateTests,
  ignoreGenerated,
];

/** What the user chooses. */
export interface PlanOptions {
  /** The name of the first component. @default notes, or core for the models of an existing schema */
  component?: string;
  /** How an existing schema becomes components. @default all in the first component */
  split?: Split;
}

/** Plans all edits, and writes nothing. Throws an InitError when it can't be done, and when package.json can't be read. */
export function planInit(root: string, { component, split }: PlanOptions = {}): Plan {
  const found = inspectApplication(root);
  const tree = new StagedTree(root);
  const hasComponents = fs.existsSync(path.join(root, 'src/components'));
  const name = component ?? (found.schemas.length > 0 ? 'core' : 'notes');
  const how = split ?? { by: 'nothing', name };
  const first = addFirstComponent(tree, found, { how, hasComponents });
  const application = {
    ...found,
    ...(first.clientFolder === undefined ? {} : { clientFolder: first.clientFolder }),
  };
  const left = edits.flatMap((edit) => edit(tree, application) ?? []);
  return { application, tree, component: first, left: [...first.left, ...left] };
}
