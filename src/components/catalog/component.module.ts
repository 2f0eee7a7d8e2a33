import { Module } from '@nestjs/common';

/** Owns what is for sale: products and their variants, categories, collections and stock. */
@Module({})
export default class CatalogModule {}
