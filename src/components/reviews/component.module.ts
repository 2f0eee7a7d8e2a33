import { Module } from '@nestjs/common';

/** Owns what customers say about products, and each product's rating. */
@Module({})
export default class ReviewsModule {}
