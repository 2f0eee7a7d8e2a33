import { Module } from '@nestjs/common';

/** Owns what was bought, at which price and to which address: orders and their items. */
@Module({})
export default class OrdersModule {}
