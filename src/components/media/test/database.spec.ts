import { afterAll, describe, expect, it } from '@jest/globals';
import { PrismaService } from '../../../database/prisma.service';
import { product, variant } from '../../catalog/test/rows';
import { review } from '../../reviews/test/rows';
import { media } from './rows';

const prisma = new PrismaService();
afterAll(() => prisma.$disconnect());

/** One picture with a place at a product, a variant and a review. */
async function placedMedia() {
  const { id, products, variants, reviews } = await prisma.media.create({
    data: {
      ...media(),
      products: { create: { product: { create: product() } } },
      variants: { create: { variant: { create: variant() } } },
      reviews: { create: { review: { create: review() } } },
    },
    include: { products: true, variants: { include: { variant: true } }, reviews: true },
  });
  return {
    id,
    productId: products[0]?.productId,
    productOfVariant: variants[0]?.variant.productId,
    reviewId: reviews[0]?.reviewId,
  };
}

/** How many places a picture has: at products, variants, reviews. */
async function places(mediaId: string) {
  const where = { mediaId };
  return [
    await prisma.productMedia.count({ where }),
    await prisma.variantMedia.count({ where }),
    await prisma.reviewMedia.count({ where }),
  ];
}

describe('what deletion does to media', () => {
  it('of the product: its links are deleted, those of its variants too, and the media stays', async () => {
    const { id, productId, productOfVariant } = await placedMedia();
    expect(await places(id)).toEqual([1, 1, 1]);
    await prisma.product.delete({ where: { id: productId } });
    expect(await places(id)).toEqual([0, 1, 1]);
    await prisma.product.delete({ where: { id: productOfVariant } });
    expect(await places(id)).toEqual([0, 0, 1]);
    expect(await prisma.media.count({ where: { id } })).toBe(1);
  });

  it('of the review: its links are deleted', async () => {
    const { id, reviewId } = await placedMedia();
    await prisma.review.delete({ where: { id: reviewId } });
    expect(await places(id)).toEqual([1, 1, 0]);
  });

  it('of the media: its links are deleted, while product and review stay', async () => {
    const { id, productId, reviewId } = await placedMedia();
    await prisma.media.delete({ where: { id } });
    expect(await places(id)).toEqual([0, 0, 0]);
    expect(await prisma.product.count({ where: { id: productId } })).toBe(1);
    expect(await prisma.review.count({ where: { id: reviewId } })).toBe(1);
  });
});

describe('the names of the links', () => {
  it('are `media`, at products, variants and reviews', async () => {
    const { id, productId, reviewId } = await placedMedia();
    const include = { media: true };
    expect((await prisma.product.findUnique({ where: { id: productId }, include }))?.media).toMatchObject([
      { mediaId: id },
    ]);
    expect((await prisma.review.findUnique({ where: { id: reviewId }, include }))?.media).toMatchObject([
      { mediaId: id },
    ]);
  });
});
