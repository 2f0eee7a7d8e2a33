import { afterAll, expect, test } from '@jest/globals';
import { cleanBetweenTests, contract } from 'prismosaic/testing';
import { PrismaService } from '../prisma.service';

interface Users {
  add(email: string): Promise<void>;
  emails(): Promise<string[]>;
}

const prisma = new PrismaService();
cleanBetweenTests(prisma);
afterAll(() => prisma.$disconnect());

class PrismaUsers implements Users {
  async add(email: string): Promise<void> {
    await prisma.demoUser.create({ data: { name: email, email } });
  }

  async emails(): Promise<string[]> {
    const users = await prisma.demoUser.findMany({ orderBy: { email: 'asc' } });
    return users.map(({ email }) => email);
  }
}

class MemoryUsers implements Users {
  readonly #emails = new Set<string>();

  async add(email: string): Promise<void> {
    if (this.#emails.has(email)) throw new Error('taken');
    this.#emails.add(email);
  }

  async emails(): Promise<string[]> {
    return [...this.#emails].sort();
  }
}

const ran: string[] = [];

contract<Users>(
  'Users',
  { prisma: () => new PrismaUsers(), memory: async () => new MemoryUsers() },
  (users) => {
    expect(() => users()).toThrow('Use the implementation of Users in a test.');

    test('has what was added, in order', async () => {
      await users().add('b@example.org');
      await users().add('a@example.org');
      expect(await users().emails()).toEqual(['a@example.org', 'b@example.org']);
      ran.push(users().constructor.name);
    });

    test('begins empty, and refuses a second of the same', async () => {
      expect(await users().emails()).toEqual([]);
      await users().add('a@example.org');
      await expect(users().add('a@example.org')).rejects.toThrow();
      expect(await users().emails()).toEqual(['a@example.org']);
    });
  },
);

test('ran for each implementation', () => {
  expect(ran).toEqual(['PrismaUsers', 'MemoryUsers']);
});

test('needs an implementation', () => {
  expect(() => contract('Users', {}, () => undefined)).toThrow(
    'The contract of Users has no implementation.',
  );
});
