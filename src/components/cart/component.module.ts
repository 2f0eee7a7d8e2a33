import { Module } from '@nestjs/common';

/** Owns what customers want to buy: carts and their items. */
@Module({})
export default class CartModule {}
