import type { Findings } from './findings';
import type { Part } from './part';

/**
 * Refuses `@@schema`: all tables of a database are in the one PostgreSQL schema that its address names, as those of a
 * Jest worker are in its own. Told at each line, and of Prisma, which would tell of the datasource, hidden.
 */
export function refuseSchemaAttributes(parts: Iterable<Part>, findings: Findings): void {
  for (const part of parts) {
    if (!part.closed || !/@@\s*schema/.test(part.block.text)) continue;
    for (const member of part.body.members) {
      if (member.kind !== 'attribute' || member.name !== 'schema') continue;
      findings.tell(part.range(member.offset, member.end), () => ({
        code: 'SCHEMA_ATTRIBUTE',
        message: "`@@schema` can't be used: all tables of a database are in one PostgreSQL schema.",
        hint: 'take the line out: the address of the database says which schema it is (`?schema=…`); for tables apart, give the component a database of its own in prismosaic.config.ts',
      }));
      findings.hide(part.schema.file, { offset: member.offset, end: member.end });
      part.refuse(member);
    }
  }
}
