import { afterAll, describe, expect, it } from '@jest/globals';
import { refusal } from '@prismosaic/nestjs/testing';
import { PrismaService } from '../../../database/prisma.service';
import { user } from './rows';

const prisma = new PrismaService();
afterAll(() => prisma.$disconnect());

const tomorrow = () => new Date(Date.now() + 86_400_000);
const yesterday = () => new Date(Date.now() - 86_400_000);
const session = (expiresAt: Date) => ({ refreshTokenHash: 'a hash', expiresAt });

describe('what the database refuses of identity', () => {
  it('a session that expires before it was created', async () => {
    const { id: userId } = await prisma.user.create({ data: user() });
    const attempt = prisma.userSession.create({ data: { ...session(yesterday()), userId } });
    expect(await refusal(attempt)).toContain('"UserSession_expiresAt_check"');
  });

  it('a second user with the same email', async () => {
    const data = user();
    await prisma.user.create({ data });
    expect(await refusal(prisma.user.create({ data }))).toContain('"User_email_key"');
  });
});

describe('what is deleted with a user', () => {
  it('its sessions, roles, permissions and addresses, while the roles and permissions themselves stay', async () => {
    const { email } = user();
    const { id } = await prisma.user.create({
      data: {
        ...user(),
        sessions: { create: session(tomorrow()) },
        roles: { create: { role: { create: { name: email } } } },
        permissions: { create: { permission: { create: { key: email } } } },
        addresses: {
          create: { fullName: 'Ada Byron', line1: '1', city: 'London', postalCode: 'N1', country: 'GB' },
        },
      },
    });
    const where = { userId: id };
    const rows = async () => [
      await prisma.userSession.count({ where }),
      await prisma.userRole.count({ where }),
      await prisma.userPermission.count({ where }),
      await prisma.address.count({ where }),
    ];

    expect(await rows()).toEqual([1, 1, 1, 1]);
    await prisma.user.delete({ where: { id } });
    expect(await rows()).toEqual([0, 0, 0, 0]);
    expect(await prisma.role.count({ where: { name: email } })).toBe(1);
    expect(await prisma.permission.count({ where: { key: email } })).toBe(1);
  });

  it('not its security events: they stay, with no user', async () => {
    const { id, user: owner } = await prisma.securityEvent.create({
      data: { type: 'LOGIN_FAILED', user: { create: user() } },
      include: { user: true },
    });
    await prisma.user.delete({ where: { id: owner?.id } });
    expect(await prisma.securityEvent.findUnique({ where: { id } })).toMatchObject({ userId: null });
  });
});

describe('what is deleted with a role or a permission', () => {
  it('its links to users and permissions', async () => {
    const { email } = user();
    const role = await prisma.role.create({
      data: {
        name: email,
        users: { create: { user: { create: user() } } },
        permissions: { create: { permission: { create: { key: email } } } },
      },
    });
    await prisma.role.delete({ where: { id: role.id } });
    expect(await prisma.userRole.count({ where: { roleId: role.id } })).toBe(0);
    expect(await prisma.rolePermission.count({ where: { roleId: role.id } })).toBe(0);
  });
});
