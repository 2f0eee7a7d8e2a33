import { describe, expect, it } from '@jest/globals';
import { pluralName, singularName } from './names';

describe('the name of a back-relation', () => {
  it.each([
    ['Order', 'order', 'orders'],
    ['Category', 'category', 'categories'],
    ['Address', 'address', 'addresses'],
    ['Person', 'person', 'people'],
    ['Media', 'media', 'media'],
    ['ProductMedia', 'productMedia', 'productMedia'],
    ['CouponUsage', 'couponUsage', 'couponUsages'],
    ['OrderStatus', 'orderStatus', 'orderStatuses'],
    ['News', 'news', 'news'],
    ['HTTPRequest', 'httpRequest', 'httpRequests'],
    ['APIKey', 'apiKey', 'apiKeys'],
    ['UserFAQ', 'userFAQ', 'userFAQs'],
    ['FAQ', 'faq', 'faqs'],
    ['A1', 'a1', 'a1s'],
    ['Address2', 'address2', 'address2s'],
    ['PointX', 'pointX', 'pointXs'],
    ['order_item', 'orderItem', 'orderItems'],
    ['ORDER_ITEM', 'orderItem', 'orderItems'],
    ['Größe', 'größe', 'größes'],
    ['Ärger', 'ärger', 'ärgers'],
  ])('for %s is %s or %s', (model, singular, plural) => {
    expect([singularName(model), pluralName(model)]).toEqual([singular, plural]);
  });
});
