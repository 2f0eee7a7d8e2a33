/** How many tables {@link fiftyTables} makes. */
export const tables = 50;

/** A migration as Prisma writes them: enums, tables, indexes, foreign keys. */
export function fiftyTables(): string {
  const numbers = Array.from({ length: tables }, (_, index) => index + 1);
  return [
    ...numbers
      .filter((n) => n % 5 === 0)
      .map((n) => `CREATE TYPE "Status${n}" AS ENUM ('DRAFT', 'PUBLISHED', 'ARCHIVED');`),
    ...numbers.map(
      (
        n,
      ) => `CREATE TABLE "Model${n}" ("id" SERIAL NOT NULL, "name" TEXT NOT NULL, "email" TEXT NOT NULL, "note" TEXT,
        "amount" DECIMAL(65,30) NOT NULL DEFAULT 0, "previousId" INTEGER, ${n % 5 === 0 ? `"status" "Status${n}" NOT NULL DEFAULT 'DRAFT',` : ''}
        "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, CONSTRAINT "Model${n}_pkey" PRIMARY KEY ("id"));
      CREATE UNIQUE INDEX "Model${n}_email_key" ON "Model${n}"("email");
      CREATE INDEX "Model${n}_previousId_idx" ON "Model${n}"("previousId");`,
    ),
    ...numbers.slice(1).map(
      (n) => `ALTER TABLE "Model${n}" ADD CONSTRAINT "Model${n}_previousId_fkey" FOREIGN KEY ("previousId")
        REFERENCES "Model${n - 1}"("id") ON DELETE SET NULL ON UPDATE CASCADE;`,
    ),
  ].join('\n');
}
