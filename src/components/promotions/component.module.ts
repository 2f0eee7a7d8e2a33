import { Module } from '@nestjs/common';

/** Owns coupons and their use. */
@Module({})
export default class PromotionsModule {}
