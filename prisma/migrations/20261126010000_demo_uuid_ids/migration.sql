-- The ids of users and posts become UUIDs in text columns. Rows stay: each gets a new id, and posts follow their author.
-- Whoever stored an old id outside the database has to look the row up again.

-- AlterTable: new ids beside the old ones, and when a user was last changed
ALTER TABLE "DemoUser" ADD COLUMN "newId" TEXT, ADD COLUMN "updatedAt" TIMESTAMP(3);
UPDATE "DemoUser" SET "newId" = gen_random_uuid()::text, "updatedAt" = "createdAt";
ALTER TABLE "DemoUser" ALTER COLUMN "newId" SET NOT NULL, ALTER COLUMN "updatedAt" SET NOT NULL;

ALTER TABLE "DemoPost" ADD COLUMN "newId" TEXT, ADD COLUMN "newAuthorId" TEXT;
UPDATE "DemoPost" SET "newId" = gen_random_uuid()::text, "newAuthorId" = "DemoUser"."newId"
  FROM "DemoUser" WHERE "DemoUser"."id" = "DemoPost"."authorId";
ALTER TABLE "DemoPost" ALTER COLUMN "newId" SET NOT NULL, ALTER COLUMN "newAuthorId" SET NOT NULL;

-- DropForeignKey, DropIndex and the old columns, whose keys, sequences and indexes go with them
ALTER TABLE "DemoPost" DROP CONSTRAINT "DemoPost_authorId_fkey";
ALTER TABLE "DemoPost" DROP COLUMN "id", DROP COLUMN "authorId";
ALTER TABLE "DemoUser" DROP COLUMN "id";

ALTER TABLE "DemoUser" RENAME COLUMN "newId" TO "id";
ALTER TABLE "DemoPost" RENAME COLUMN "newId" TO "id";
ALTER TABLE "DemoPost" RENAME COLUMN "newAuthorId" TO "authorId";

ALTER TABLE "DemoUser" ADD CONSTRAINT "DemoUser_pkey" PRIMARY KEY ("id");
ALTER TABLE "DemoPost" ADD CONSTRAINT "DemoPost_pkey" PRIMARY KEY ("id");

-- CreateIndex
CREATE INDEX "DemoPost_authorId_idx" ON "DemoPost"("authorId");

-- CreateIndex
CREATE INDEX "DemoPost_createdAt_id_idx" ON "DemoPost"("createdAt", "id");

-- AddForeignKey
ALTER TABLE "DemoPost" ADD CONSTRAINT "DemoPost_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "DemoUser"("id") ON DELETE CASCADE ON UPDATE CASCADE;
