import { afterAll, describe, expect, it } from '@jest/globals';
import { refusal } from '@prismosaic/nestjs/testing';
import { PrismaService } from '../../../database/prisma.service';
import { category, collection, product, variant } from './rows';

const prisma = new PrismaService();
afterAll(() => prisma.$disconnect());

describe('what the database refuses of catalog', () => {
  it.each([
    ['price', -0.01],
    ['compareAtPrice', -1],
  ])('a product whose %s is %d', async (column, value) => {
    const attempt = prisma.product.create({ data: { ...product(), [column]: value } });
    expect(await refusal(attempt)).toContain(`"Product_${column}_check"`);
  });

  it.each([
    ['price', -0.01],
    ['compareAtPrice', -1],
    ['stock', -1],
  ])('a variant whose %s is %d', async (column, value) => {
    const attempt = prisma.productVariant.create({ data: { ...variant(), [column]: value } });
    expect(await refusal(attempt)).toContain(`"ProductVariant_${column}_check"`);
  });

  it('stock reduced below zero by an update', async () => {
    const { id } = await prisma.productVariant.create({ data: { ...variant(), stock: 1 } });
    const attempt = prisma.productVariant.update({ where: { id }, data: { stock: { decrement: 2 } } });
    expect(await refusal(attempt)).toContain('"ProductVariant_stock_check"');
    expect(await prisma.productVariant.findUnique({ where: { id } })).toMatchObject({ stock: 1 });
  });

  it.each(['quantityAvailable', 'quantityReserved', 'quantityOnHand'])('a negative %s', async (column) => {
    const attempt = prisma.inventory.create({ data: { variant: { create: variant() }, [column]: -1 } });
    expect(await refusal(attempt)).toContain(`"Inventory_${column}_check"`);
  });

  it('not a variant that is free or sold out', async () => {
    const attempt = prisma.productVariant.create({ data: { ...variant(), price: 0, stock: 0 } });
    expect(await refusal(attempt)).toBeUndefined();
  });
});

describe('what is deleted with a product', () => {
  it('its variants with their inventory, and its places in categories and collections, which stay', async () => {
    const { id, variants, categories, collections } = await prisma.product.create({
      data: {
        ...product(),
        variants: { create: { title: 'Blue', sku: product().slug, price: 10, inventory: { create: {} } } },
        categories: { create: { category: { create: category() } } },
        collections: { create: { collection: { create: collection() } } },
      },
      include: { variants: true, categories: true, collections: true },
    });
    const rows = async () => [
      await prisma.productVariant.count({ where: { productId: id } }),
      await prisma.inventory.count({ where: { variantId: variants[0]?.id } }),
      await prisma.productCategory.count({ where: { productId: id } }),
      await prisma.productCollection.count({ where: { productId: id } }),
    ];

    expect(await rows()).toEqual([1, 1, 1, 1]);
    await prisma.product.delete({ where: { id } });
    expect(await rows()).toEqual([0, 0, 0, 0]);
    expect(await prisma.category.count({ where: { id: categories[0]?.categoryId } })).toBe(1);
    expect(await prisma.collection.count({ where: { id: collections[0]?.collectionId } })).toBe(1);
  });
});

describe('deleting a category', () => {
  it('is refused while products are in it, and works when there are none', async () => {
    const { id } = await prisma.category.create({
      data: { ...category(), products: { create: { product: { create: product() } } } },
    });
    const remove = () => prisma.category.delete({ where: { id } });
    expect(await refusal(remove())).toContain('"ProductCategory_categoryId_fkey"');
    await prisma.productCategory.deleteMany({ where: { categoryId: id } });
    expect(await refusal(remove())).toBeUndefined();
  });

  it('is refused while it has children', async () => {
    const { id } = await prisma.category.create({
      data: { ...category(), children: { create: category() } },
    });
    expect(await refusal(prisma.category.delete({ where: { id } }))).toContain('"Category_parentId_fkey"');
  });
});

describe('what is deleted with a collection', () => {
  it('the places of products in it, while the products stay', async () => {
    const { id, products } = await prisma.collection.create({
      data: { ...collection(), products: { create: { product: { create: product() } } } },
      include: { products: true },
    });
    await prisma.collection.delete({ where: { id } });
    expect(await prisma.productCollection.count({ where: { collectionId: id } })).toBe(0);
    expect(await prisma.product.count({ where: { id: products[0]?.productId } })).toBe(1);
  });
});
