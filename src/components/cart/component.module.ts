import { Module } from '@nestjs/common';

/** Owns what somebody means to buy: carts and their items. */
@Module({})
export default class CartModule {}
