/** What to do about an error, where Prisma's own message only links to a page. Empty for any other error. */
export function hintFor(code: string | undefined, message: string): string {
  if (code !== 'P3009') return '';
  const names = [...message.matchAll(/^The `(.+?)` migration started/gm)].map(([, name]) => name);
  const ways = names.map(
    (name) =>
      `  npx prisma migrate resolve --rolled-back "${name}"   if nothing of it is in the database: it will be applied again\n` +
      `  npx prisma migrate resolve --applied "${name}"       if all of it is in the database`,
  );
  return (
    '\nA failed migration is rolled back as a whole, unless its script ends transactions itself or has statements that ' +
    "can't be in one (`CREATE INDEX CONCURRENTLY`). The error listed what is done, and so does the column " +
    `\`logs\` of _prisma_migrations. Check it, then run one of:\n${ways.join('\n')}\n`
  );
}
