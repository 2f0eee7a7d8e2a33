import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PrismaService } from '../../database/prisma.service';
import type { PostInput } from './post-input';

/** How many posts a page of the list holds. */
export const PAGE_SIZE = 50;

/** The name in the form belongs to another e-mail address. */
export class NameTakenError extends Error {}

export type ListedPost = Awaited<ReturnType<DemoService['list']>>['posts'][number];

const withAuthor = { author: { select: { name: true } } };

@Injectable()
export class DemoService {
  constructor(private readonly prisma: PrismaService) {}

  /** Newest first; posts with the same time in a stable order. Pages count from 1. */
  async list(page: number) {
    const found = await this.prisma.demoPost.findMany({
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: (page - 1) * PAGE_SIZE,
      take: PAGE_SIZE + 1,
      include: withAuthor,
    });
    return { posts: found.slice(0, PAGE_SIZE), more: found.length > PAGE_SIZE };
  }

  /**
   * Adds a post, and its author when the e-mail address is new. A known address keeps its name.
   *
   * @param id the id that the post gets: the same post with the same id is added once
   * @throws NameTakenError
   */
  async create(input: PostInput, id: string = randomUUID()): Promise<{ authorName: string }> {
    const author = await this.authorOf(input.authorName, input.authorEmail);
    const post = {
      title: input.title,
      content: input.content || null,
      status: input.status,
      authorId: author.id,
    };
    const { count } = await this.prisma.demoPost.createMany({
      data: [{ id, ...post }],
      skipDuplicates: true,
    });
    // A form that was changed and sent again is another post.
    if (count === 0 && (await this.prisma.demoPost.count({ where: { id, ...post } })) === 0) {
      await this.prisma.demoPost.create({ data: post });
    }
    return { authorName: author.name };
  }

  /** Null when there is no such post (any more). */
  find(id: string) {
    return this.prisma.demoPost.findUnique({ where: { id }, include: withAuthor });
  }

  /** False when there is no such post (any more). */
  async delete(id: string): Promise<boolean> {
    const { count } = await this.prisma.demoPost.deleteMany({ where: { id } });
    return count > 0;
  }

  private async authorOf(name: string, email: string) {
    const known = await this.findAuthor(name, email);
    if (known !== null) return known;
    // ON CONFLICT DO NOTHING waits for a request that adds the same name or address at this moment, so one request
    // adds it and all of them find it.
    await this.prisma.demoUser.createMany({ data: [{ name, email }], skipDuplicates: true });
    const added = await this.findAuthor(name, email);
    if (added === null) throw new Error('The author was deleted while the post was being added');
    return added;
  }

  private async findAuthor(name: string, email: string) {
    const users = await this.prisma.demoUser.findMany({ where: { OR: [{ name }, { email }] } });
    if (users.some((user) => user.name === name && user.email !== email)) throw new NameTakenError();
    return users.find((user) => user.email === email) ?? null;
  }
}
