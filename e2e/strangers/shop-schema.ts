const one = (field: string, model: string, more = '') =>
  `  ${field}Id Int${more}\n  ${field} ${model} @relation(fields: [${field}Id], references: [id])\n`;
const model = (name: string, body: string) =>
  `model ${name} {\n  id Int @id @default(autoincrement())\n${body}}\n`;

/** A shop's schema as people write it for plain Prisma: 20 models in one file, both sides of every relation. */
export const shopSchema = `generator client {
  provider = "prisma-client"
  output   = "../src/generated/prisma"
}

datasource db {
  provider = "postgresql"
}

/// Who buys.
${model('User', '  email String @unique\n  sessions UserSession[]\n  addresses UserAddress[]\n  orders Order[]\n  reviews ProductReview[]\n  couponUses CouponUse[]\n  tickets Ticket[]\n  profile UserProfile?\n')}
${model('UserSession', `  token String @unique\n${one('user', 'User')}`)}
${model('UserAddress', `  city String\n${one('user', 'User')}  shipments Shipment[]\n`)}
${model('UserProfile', `  about String?\n${one('user', 'User', ' @unique')}`)}
${model('Category', '  name String\n  parentId Int?\n  parent Category? @relation("Tree", fields: [parentId], references: [id])\n  children Category[] @relation("Tree")\n  products Product[]\n')}
${model('Product', '  name String\n  price Decimal @db.Decimal(10, 2)\n  categories Category[]\n  images ProductImage[]\n  reviews ProductReview[]\n  variants ProductVariant[]\n  tags Tag[]\n')}
${model('ProductImage', `  url String\n${one('product', 'Product')}`)}
${model('ProductReview', `  stars Int\n${one('product', 'Product')}${one('author', 'User')}`)}
${model('ProductVariant', `  sku String @unique\n${one('product', 'Product')}  lines OrderLine[]\n  stock StockLevel?\n`)}
${model('Tag', '  name String @unique\n  products Product[]\n')}
enum OrderStatus {
  NEW
  PAID
  SENT
}

${model('Order', `  status OrderStatus @default(NEW)\n${one('user', 'User')}  lines OrderLine[]\n  events OrderEvent[]\n  payments Payment[]\n  shipments Shipment[]\n  couponUses CouponUse[]\n`)}
${model('OrderLine', `  quantity Int\n${one('order', 'Order')}${one('variant', 'ProductVariant')}`)}
${model('OrderEvent', `  status OrderStatus\n${one('order', 'Order')}`)}
${model('Payment', `  amount Decimal\n${one('order', 'Order')}  refunds PaymentRefund[]\n`)}
${model('PaymentRefund', `  amount Decimal\n${one('payment', 'Payment')}`)}
${model('Shipment', `  tracking String?\n${one('order', 'Order')}${one('address', 'UserAddress')}`)}
${model('Coupon', '  code String @unique\n  uses CouponUse[]\n')}
${model('CouponUse', `${one('coupon', 'Coupon')}${one('user', 'User')}${one('order', 'Order')}`)}
${model('StockLevel', `  count Int\n${one('variant', 'ProductVariant', ' @unique')}`)}
${model('Ticket', `  subject String\n${one('user', 'User')}`)}`;
