import { afterAll, describe, expect, it } from '@jest/globals';
import { PrismaService } from '../../../database/prisma.service';
import { user } from '../../identity/test/rows';

const prisma = new PrismaService();
afterAll(() => prisma.$disconnect());

describe('what deletion does to the audit log', () => {
  it('of the user: the entry stays, with no user', async () => {
    const { id, userId } = await prisma.auditLog.create({
      data: {
        actorType: 'USER',
        action: 'update',
        entity: 'Product',
        entityId: 'p1',
        before: { price: 10 },
        after: { price: 9 },
        user: { create: user() },
      },
    });
    await prisma.user.delete({ where: { id: userId ?? undefined } });
    expect(await prisma.auditLog.findUnique({ where: { id } })).toMatchObject({
      userId: null,
      entityId: 'p1',
    });
  });
});
