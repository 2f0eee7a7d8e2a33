import fs from 'node:fs';
import path from 'node:path';

interface Task {
  label: string;
  problemMatcher: {
    pattern: { regexp: string } & Record<'file' | 'line' | 'column' | 'severity' | 'message', number>;
    background?: { beginsPattern: string; endsPattern: string };
  };
}

const file = path.resolve(__dirname, '../../../.vscode/tasks.json');
const { tasks }: { tasks: Task[] } = JSON.parse(fs.readFileSync(file, 'utf8'));

function matcherOf(label: string): Task['problemMatcher'] {
  const task = tasks.find((each) => each.label === label);
  if (task === undefined) throw new Error(`There is no task ${label}.`);
  return task.problemMatcher;
}

/** The lines at which Visual Studio Code considers the work of a background task begun, or ended. */
export function turnsOf(label: string): { begins: RegExp; ends: RegExp } {
  const { background } = matcherOf(label);
  if (background === undefined) throw new Error(`The task ${label} is not in the background.`);
  return { begins: new RegExp(background.beginsPattern), ends: new RegExp(background.endsPattern) };
}

/** What Visual Studio Code reads from a task's output, as `file:line:column severity: message`. */
export function problemsOf(label: string, output: string): string[] {
  const { regexp, file, line, column, severity, message } = matcherOf(label).pattern;
  return output.split('\n').flatMap((text) => {
    const found = new RegExp(regexp).exec(text);
    if (found === null) return [];
    return [`${found[file]}:${found[line]}:${found[column]} ${found[severity]}: ${found[message]}`];
  });
}
