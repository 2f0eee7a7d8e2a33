import type { PrismaService } from '../../database/prisma.service';

/** A few posts for a database that has never been used. Safe when several servers start at once. */
export default async function seed(prisma: PrismaService): Promise<number> {
  return prisma.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('prismosaic demo seed'))`;
    // Users are never deleted: if there is one, the list is empty on purpose.
    if ((await transaction.demoUser.count()) > 0) return 0;
    const ada = await transaction.demoUser.create({
      data: { name: 'Ada Lovelace', email: 'ada@example.com' },
    });
    const grace = await transaction.demoUser.create({
      data: { name: 'Grace Hopper', email: 'grace@example.com' },
    });
    // A minute apart: posts with the same time have no meaningful order.
    const at = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000);
    const { count } = await transaction.demoPost.createMany({
      data: [
        {
          title: 'Notes on the analytical engine',
          content: 'It weaves algebraic patterns just as the Jacquard loom weaves flowers and leaves.',
          status: 'ARCHIVED',
          authorId: ada.id,
          createdAt: at(2),
        },
        {
          title: 'A moth in relay 70',
          content: 'First actual case of a bug being found.\nTaped into the log book.',
          status: 'PUBLISHED',
          authorId: grace.id,
          createdAt: at(1),
        },
        { title: 'What a nanosecond looks like', status: 'DRAFT', authorId: grace.id, createdAt: at(0) },
      ],
    });
    return count;
  });
}
