import type { Findings } from './findings';
import type { Part } from './part';

/**
 * Refuses `@@schema`: all tables of a database are in the one PostgreSQL schema that its connection URL names, and
 * those of a Jest worker in the worker's schema. Reports each line, and hides it from Prisma, which would report the
 * datasource.
 */
export function refuseSchemaAttributes(parts: Iterable<Part>, findings: Findings): void {
  for (const part of parts) {
    if (!part.closed || !/@@\s*schema/.test(part.block.text)) continue;
    for (const member of part.body.members) {
      if (member.kind !== 'attribute' || member.name !== 'schema') continue;
      findings.report(part.range(member.offset, member.end), () => ({
        code: 'SCHEMA_ATTRIBUTE',
        message: "`@@schema` can't be used: all tables of a database are in one PostgreSQL schema.",
        hint: 'remove the line: the connection URL names the schema (`?schema=…`); to keep tables separate, give the component its own database in prismosaic.config.ts',
      }));
      findings.hide(part.schema.file, { offset: member.offset, end: member.end });
      part.refuse(member);
    }
  }
}
