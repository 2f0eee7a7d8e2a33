import type { Block } from '../block';
import { directiveAt } from './directives';
import { bodyLines } from './lines';
import type { Body, BodyLine, Directive, Member, NearMiss } from './member';

const blockAttribute = /^@@\s*([\w.]+)/;
// Any text can be a name, and Prisma checks it; no blank is needed before an attribute.
const field =
  /^([^\s@"()[\]?:,]+)[\t\p{Zs}]+([^\s@"()[\]?:,]+)(?:[\t\p{Zs}]*(\[\]))?(?:[\t\p{Zs}]*(\?))?(?=[\s@(]|$)/u;
const value = /^([^\s@"()[\]?:,]+)(?=[\s@]|$)/;

/** Parses the body of a closed block. Leaves nothing out: text that is not a member stays in the lines. */
export function parseBody(text: string, block: Block): Body {
  const offset = text.indexOf('{', block.nameOffset + block.name.length) + 1;
  const end = block.end - 1;
  const lines = bodyLines(text, offset, end);
  const members: Member[] = [];
  const nearMisses: NearMiss[] = [];
  let waiting: Directive[] = [];
  const take = (member?: Member): void => {
    for (const directive of waiting) {
      if (directive.wrong !== undefined)
        nearMisses.push({ directive, ...(member === undefined ? {} : { member }) });
    }
    waiting = [];
  };
  for (const line of lines) {
    const directive = line.comment && directiveAt(text, line.comment.offset);
    if (directive !== undefined) waiting.push(directive);
    if (line.code === undefined) continue;
    const directives = waiting.filter(({ wrong }) => wrong !== 'comment');
    const member = memberOf(text.slice(line.code.offset, line.code.end), block, line, directives);
    members.push(member);
    take(member);
  }
  const loose = waiting.filter(({ wrong }) => wrong === undefined);
  take();
  return { offset, end, lines, members, loose, nearMisses };
}

function memberOf(code: string, block: Block, line: BodyLine, directives: Directive[]): Member {
  const { offset = 0, end = 0 } = line.code ?? {};
  const common = { offset, end, directives, line };
  const attribute = code.startsWith('@@') ? blockAttribute.exec(code) : null;
  if (attribute !== null) {
    return { ...common, kind: 'attribute', name: attribute[1] ?? '', rest: code.slice(attribute[0].length) };
  }
  const found = (block.kind === 'enum' ? value : field).exec(code);
  if (found === null) return { ...common, kind: 'other', name: '', rest: code };
  const [matched, name = '', typeName, list, optional] = found;
  const rest = code.slice(matched.length);
  if (typeName === undefined) return { ...common, kind: 'value', name, rest };
  const type = { name: typeName, list: list !== undefined, optional: optional !== undefined };
  return { ...common, kind: 'field', name, type, rest };
}
